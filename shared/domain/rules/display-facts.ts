import { Temporal } from 'temporal-polyfill'
import { assertNever } from '../../lib/assert.ts'
import { formatMoney, type Locale } from '../../lib/money.ts'
import { type FactKind, REASONS, type Reason } from './reason.ts'

const TAG: Readonly<Record<Locale, string>> = { nb: 'nb-NO', sv: 'sv-SE', en: 'en-GB' }

/** The facts of a reason as a person reads them, ready for interpolation: `2024-05-02` becomes "2. mai 2024", 45000 "450 kr". */
export function displayFacts(reason: Reason, locale: Locale): Record<string, string> {
  const variants: Readonly<Record<string, Readonly<Record<string, FactKind>>>> = REASONS[reason.rule]
  const kinds = variants[reason.variant] ?? {}
  return Object.fromEntries(
    Object.entries(reason.facts).map(([name, value]) => [name, displayFact(value, kinds[name] ?? 'text', locale)]),
  )
}

function displayFact(value: string | number, kind: FactKind, locale: Locale): string {
  const tag = TAG[locale]
  switch (kind) {
    case 'date':
      return dateText(String(value), tag, { day: 'numeric', month: 'long', year: 'numeric' })
    case 'weekday-date':
      return dateText(String(value), tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    case 'month':
      return dateText(`${value}-01`, tag, { month: 'long', year: 'numeric' })
    case 'local-time':
      return momentText(String(value), tag, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
      })
    case 'money':
      return formatMoney(Number(value), locale)
    case 'country':
      return new Intl.DisplayNames(tag, { type: 'region' }).of(String(value)) ?? String(value)
    case 'number':
      return new Intl.NumberFormat(tag).format(Number(value))
    case 'clock':
    case 'text':
      return String(value)
    default:
      return assertNever(kind, 'fact kind')
  }
}

const dateText = (day: string, tag: string, style: Intl.DateTimeFormatOptions): string =>
  momentText(`${day}T12:00`, tag, style)

/** Formats a wall-clock time as it stands: read and written in UTC, no zone moves it. */
function momentText(local: string, tag: string, style: Intl.DateTimeFormatOptions): string {
  const { epochMilliseconds } = Temporal.PlainDateTime.from(local).toZonedDateTime('UTC')
  return new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).format(epochMilliseconds)
}
