import { Fragment } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import styles from './ui.module.css'

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
/** The name of the key that combines: Ctrl, or Cmd on a Mac. */
export const MOD_KEY = MAC ? '⌘' : 'Ctrl'

const NAMES: Readonly<Record<string, string>> = {
  mod: MOD_KEY,
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  tab: 'Tab',
  home: 'Home',
  end: 'End',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
}
const keyName = (key: string) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)
/** As the shortcut table writes it. */
const SPACE = ' '

/** A key as it is written on the keyboard: `mod+k`, `g m`. A hint for the eyes; the name of the control does not carry it. */
export function KbdHint({ keys }: { readonly keys: string }) {
  const { t } = useTranslation('search')
  const strokes = keys === SPACE ? [SPACE] : keys.split(' ')
  return (
    <span className={styles.kbdHint} aria-hidden="true">
      {strokes.map((stroke, i) => (
        <Fragment key={`${stroke}-${String(i)}`}>
          {i > 0 && <span className={styles.kbdThen}>{t('then')}</span>}
          {strokeKeys(stroke).map((key) => (
            <kbd key={key} className={styles.kbd}>
              {key === SPACE ? t('space') : keyName(key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

/** `shift+?` is typed as one sign on most keyboards: the sign alone says it. */
function strokeKeys(stroke: string): string[] {
  const keys = stroke.split('+')
  return keys.length === 2 && keys[0] === 'shift' && keys[1] === '?' ? ['?'] : keys
}
