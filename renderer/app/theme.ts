import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** One accent: a calm ink blue. Index 6 fills in light, 7 in dark; both carry white text at more than 4.5:1. */
const accent: MantineColorsTuple = [
  '#eef1fb',
  '#dde3f6',
  '#bac5ec',
  '#97a7e3',
  '#7d90db',
  '#6578d0',
  '#4a5fbf',
  '#4154ab',
  '#364690',
  '#2c3a77',
]

/** Neutrals of the night: from text down to the deepest surface. No pure white, no pure black. */
const dark: MantineColorsTuple = [
  '#dee1e6',
  '#b9bec7',
  '#9aa1ac',
  '#6d7480',
  '#3d434c',
  '#2e333b',
  '#262b32',
  '#1d2126',
  '#181b20',
  '#131519',
]

const gray: MantineColorsTuple = [
  '#f6f7f8',
  '#eff0f2',
  '#e3e5e9',
  '#d3d6dc',
  '#b5bac3',
  '#8d939e',
  '#646b77',
  '#4a505b',
  '#343942',
  '#1e2228',
]

const small = { defaultProps: { size: 'sm' } } as const
/** What closes is gone at once: the next key belongs to what is behind it. */
const quick = { duration: 120, exitDuration: 0, transition: 'fade' } as const

/** Sizes and habits of every control, so that screens say only what is special about theirs. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, dark, gray },
  white: '#fdfdfe',
  black: '#1e2228',
  fontFamily: "'Inter Variable', 'Inter', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: {
    xs: 'var(--sk-text-s)',
    sm: 'var(--sk-text)',
    md: 'var(--sk-text)',
    lg: 'var(--sk-text-l)',
    xl: 'var(--sk-text-l)',
  },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.35', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: 'var(--sk-text-l)', lineHeight: '1.3' } } },
  focusRing: 'auto',
  respectReducedMotion: true,
  // Plain objects: `Button.extend` and the like would load every control named here with the first picture.
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Badge: { defaultProps: { size: 'sm', variant: 'light', radius: 'sm', tt: 'none' } },
    InputWrapper: {
      styles: {
        label: { marginBottom: 4, fontWeight: 500 },
        error: { fontSize: 'var(--sk-text-s)', marginTop: 4 },
        description: { fontSize: 'var(--sk-text-s)' },
      },
    },
    TextInput: small,
    PasswordInput: small,
    NumberInput: small,
    Textarea: small,
    Select: {
      defaultProps: { size: 'sm', comboboxProps: { transitionProps: quick, shadow: 'md' } },
    },
    Checkbox: small,
    Radio: small,
    Switch: small,
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Kbd: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { transitionProps: quick, shadow: 'md', position: 'bottom-end' } },
    Popover: { defaultProps: { transitionProps: quick, shadow: 'md', withArrow: false } },
    ModalRoot: { defaultProps: { transitionProps: quick } },
    Modal: {
      defaultProps: { transitionProps: quick, centered: true, overlayProps: { backgroundOpacity: 0.32 } },
      styles: { content: { border: '1px solid var(--sk-hairline)' }, title: { fontWeight: 600 } },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        closeDelay: 60,
        transitionProps: quick,
        events: { hover: true, focus: true, touch: false },
      },
    },
  },
})
