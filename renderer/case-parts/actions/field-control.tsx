import { Checkbox, Input, PasswordInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { readDay, writeDay } from '../../i18n/read-day.ts'
import { dayOfMoment } from '../../i18n/format.ts'
import { readMoment, writeMoment } from '../../i18n/read-moment.ts'
import { readMoney, writeMoney } from '../../i18n/read-money.ts'
import { ISO_COUNTRIES } from '#shared/lib/iso-countries.ts'
import { countryText, dayText } from '../words/say.ts'
import { useSay } from '../words/use-say.ts'
import type { FieldSpec, FieldValue } from './case-action.ts'
import { PhoneInput } from '../../ui/phone-input.tsx'
import styles from './action-form.module.css'

type Props = {
  readonly field: FieldSpec
  readonly label: string
  readonly value: FieldValue
  readonly error: string | null
  readonly onChange: (value: FieldValue) => void
}

/** The control of one field of an action form, by its kind. */
export function FieldControl(props: Props) {
  const { field, label, value, error, onChange } = props
  const say = useSay()
  const common = { label, error }
  const written = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'line':
      return <TextInput {...common} value={written} onChange={(e) => onChange(e.currentTarget.value)} />
    case 'phone':
      return <PhoneField {...common} value={written} onChange={onChange} />
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={10}
          value={written}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      )
    case 'secret':
      return (
        <PasswordInput
          {...common}
          autoComplete="off"
          value={written}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      )
    case 'date':
      return <DayInput {...props} />
    case 'moment':
      return <MomentInput {...props} />
    case 'money':
      return <MoneyInput {...props} />
    case 'country':
      return <CountryInput {...props} />
    case 'flag':
      return (
        <Checkbox
          {...common}
          className={styles['flag']}
          checked={value === true}
          onChange={(e) => onChange(e.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <fieldset className={styles['group']}>
          <legend>{label}</legend>
          <SegmentedControl
            aria-label={label}
            value={written}
            onChange={onChange}
            data={(field.choices?.values ?? []).map((each) => ({
              value: each,
              label: say.t(`states:${field.choices?.words ?? ''}.${each}`),
            }))}
          />
          {error && <p className={styles['problem']}>{error}</p>}
        </fieldset>
      )
    case 'checks':
      return <Checks {...props} />
  }
}

function PhoneField({
  label,
  error,
  value,
  onChange,
}: Pick<Props, 'label' | 'error' | 'onChange'> & { value: string }) {
  const id = useId()
  return (
    <Input.Wrapper id={id} label={label} error={error}>
      <PhoneInput id={id} value={value} error={error !== null} onType={onChange} />
    </Input.Wrapper>
  )
}

function Checks({ field, label, value, error, onChange }: Props) {
  const say = useSay()
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const all = field.choices?.values ?? []
  const toggle = (each: string, on: boolean) =>
    onChange(all.filter((other) => (other === each ? on : chosen.includes(other))))
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      <div className={styles['checks']}>
        {all.map((each) => (
          <Checkbox
            key={each}
            label={say.t(`states:${field.choices?.words ?? ''}.${each}`)}
            checked={chosen.includes(each)}
            onChange={(e) => toggle(each, e.currentTarget.checked)}
          />
        ))}
      </div>
      {error && <p className={styles['problem']}>{error}</p>}
    </fieldset>
  )
}

/** A day as people type it; what was understood stands beside the label. Text that is no day stays in the field. */
function DayInput({ label, value, error, onChange }: Props) {
  const say = useSay()
  const { language } = useFormat()
  const [typed, setTyped] = useState(() => writeDay(String(value ?? ''), language))
  const read = readDay(typed)
  const understood = read.ok && read.day !== null ? dayText(read.day, language) : ''
  return (
    <TextInput
      label={label}
      description={understood || say.t('form.dateHint')}
      error={read.ok ? error : say.t('form.dateProblem')}
      inputMode="numeric"
      value={typed}
      onChange={(e) => {
        const text = e.currentTarget.value
        setTyped(text)
        const now = readDay(text)
        onChange(now.ok ? (now.day ?? '') : text)
      }}
    />
  )
}

/** A day and a time in one line; what was understood stands below the label. Left as it is, it keeps its seconds. */
function MomentInput({ label, value, error, onChange }: Props) {
  const say = useSay()
  const { language, now } = useFormat()
  const [start] = useState(String(value ?? ''))
  const [typed, setTyped] = useState(() => writeMoment(start, language))
  const today = dayOfMoment(new Date(now).toISOString())
  const days = { on: start === '' || Number.isNaN(Date.parse(start)) ? today : dayOfMoment(start), today }
  const read = readMoment(typed, days)
  return (
    <TextInput
      label={label}
      description={read.ok && read.at !== null ? say.instant(read.at) : say.t('form.momentHint')}
      error={error}
      value={typed}
      onChange={(e) => {
        const text = e.currentTarget.value
        setTyped(text)
        const then = readMoment(text, days)
        onChange(text === writeMoment(start, language) ? start : then.ok ? (then.at ?? '') : text)
      }}
    />
  )
}

function MoneyInput({ label, value, error, onChange }: Props) {
  const say = useSay()
  const [typed, setTyped] = useState(typeof value === 'number' ? writeMoney(value) : '')
  const bad = typed.trim() !== '' && readMoney(typed) === null
  return (
    <TextInput
      label={label}
      error={bad ? say.t('form.moneyProblem') : error}
      inputMode="decimal"
      rightSection={<span className={styles['unit']}>{say.t('form.kroner')}</span>}
      rightSectionWidth={48}
      value={typed}
      onChange={(e) => {
        setTyped(e.currentTarget.value)
        onChange(readMoney(e.currentTarget.value))
      }}
    />
  )
}

/** Countries that the desk serves stand first. */
const NEAR = ['NO', 'SE', 'DK', 'FI', 'IS']

function CountryInput({ label, value, error, onChange }: Props) {
  const { language } = useFormat()
  const codes = [...NEAR, ...[...ISO_COUNTRIES].filter((code) => !NEAR.includes(code))]
  return (
    <Select
      label={label}
      error={error}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      limit={30}
      data={codes.map((code) => ({ value: code, label: countryText(code, language) }))}
      value={String(value)}
      onChange={(code) => code && onChange(code)}
    />
  )
}
