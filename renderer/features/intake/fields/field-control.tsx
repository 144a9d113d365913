import { ActionIcon, Checkbox, Combobox, Input, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '#shared/domain/customer/customer.rows.ts'
import { Product } from '#shared/domain/row-types.ts'
import { Channel } from '#shared/domain/service-case/service-case.rows.ts'
import { isLanguage, DEFAULT_LANGUAGE } from '../../../i18n/language.ts'
import { type ControlProps, forInput } from '../../../ui/labelled-field.tsx'
import { PhoneInput } from '../../../ui/phone-input.tsx'
import type { FormField } from '../form/contract-fields.ts'
import type { IntakeForm } from '../form/intake-form.ts'
import { ContractInput } from './contract-input.tsx'
import { countryOptions } from './country-options.ts'
import { CONTROL_OF } from './field-layout.ts'

export type FieldControlProps = {
  readonly field: FormField
  readonly control: ControlProps
  readonly form: IntakeForm
  readonly passcode: string
  readonly agreements: readonly Agreement[]
  readonly onChange: (change: Partial<IntakeForm>) => void
  readonly onPasscode: (text: string) => void
  readonly onBlur: () => void
}

const CHOICES: Partial<Record<FormField, readonly string[]>> = { channel: Channel.options, product: Product.options }

/** The control of one field, by the table of `field-layout.ts`. */
export function FieldControl(props: FieldControlProps) {
  const { field, control, form, onChange, onBlur } = props
  const { t, i18n } = useTranslation('intake')
  const kind = CONTROL_OF[field]
  const value = field === 'passcode' ? '' : form[field]
  const set = (text: string | boolean) => onChange({ [field]: text })
  const common = {
    ...forInput(control),
    name: field,
    autoComplete: 'off',
    spellCheck: false,
    onBlur,
  } as const

  switch (kind) {
    case 'phone':
      return <PhoneInput {...common} value={String(value)} onType={set} />
    case 'line':
    case 'email':
    case 'day':
      return (
        <Input
          {...common}
          inputMode={kind === 'email' ? 'email' : 'text'}
          value={String(value)}
          placeholder={kind === 'day' ? t('day.placeholder') : undefined}
          onChange={(event: TypedIn) => set(event.currentTarget.value)}
        />
      )
    case 'text':
      return (
        <Input
          {...common}
          component="textarea"
          multiline
          rows={3}
          spellCheck
          value={String(value)}
          onChange={(event: { currentTarget: HTMLTextAreaElement }) => set(event.currentTarget.value)}
          styles={{ input: { fieldSizing: 'content', minHeight: 68, maxHeight: 260, paddingBlock: 6, resize: 'none' } }}
        />
      )
    case 'choice':
      return (
        <NativeChoice {...common} value={String(value)} onChange={set}>
          {(CHOICES[field] ?? []).map((choice) => (
            <option key={choice} value={choice}>
              {t(`states:${field}.${choice}`)}
            </option>
          ))}
        </NativeChoice>
      )
    case 'country':
      return (
        <NativeChoice {...common} value={String(value)} onChange={set}>
          {countryOptions(isLanguage(i18n.language) ? i18n.language : DEFAULT_LANGUAGE).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </NativeChoice>
      )
    case 'check':
      return (
        <div style={{ display: 'flex', alignItems: 'center', gap: 8, minHeight: 32 }}>
          <Checkbox
            id={control.id}
            name={field}
            checked={value === true}
            onBlur={onBlur}
            onChange={(event) => set(event.currentTarget.checked)}
          />
          <span aria-hidden>{t(value === true ? 'common:yes' : 'common:no')}</span>
        </div>
      )
    case 'contract':
      return (
        <ContractInput
          control={control}
          value={String(value)}
          agreements={props.agreements}
          customerId={form.customerId}
          onChange={set}
          onBlur={onBlur}
        />
      )
    case 'passcode':
      return <PasscodeInput {...common} value={props.passcode} onType={props.onPasscode} />
  }
}

type TypedIn = { readonly currentTarget: HTMLInputElement }
type Common = Omit<ComponentProps<typeof Input<'input'>>, 'value' | 'onChange'>

function NativeChoice({ children, onChange, ...rest }: Common & { value: string; onChange: (value: string) => void }) {
  return (
    <Input
      {...(rest as object)}
      component="select"
      pointer
      rightSection={<Combobox.Chevron />}
      rightSectionPointerEvents="none"
      onChange={(event: { currentTarget: HTMLSelectElement }) => onChange(event.currentTarget.value)}
    >
      {children}
    </Input>
  )
}

/** Masked while it is typed; shown only while asked for, and masked again on leaving. @rule INTAKE-SECRET */
function PasscodeInput({ value, onType, onBlur, ...rest }: Common & { value: string; onType: (text: string) => void }) {
  const { t } = useTranslation('intake')
  const [shown, setShown] = useState(false)
  const word = t(shown ? 'secret.hide' : 'secret.show')
  return (
    <Input
      {...rest}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={(event: TypedIn) => onType(event.currentTarget.value)}
      onBlur={(event) => {
        setShown(false)
        onBlur?.(event)
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <Tooltip label={word}>
          <ActionIcon
            aria-label={word}
            aria-pressed={shown}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setShown((now) => !now)}
          >
            {shown ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          </ActionIcon>
        </Tooltip>
      }
    />
  )
}
