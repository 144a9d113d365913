import { Temporal } from 'temporal-polyfill'
import { formatMoney, type Locale } from '#shared/lib/money.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'

/** How a value is to be read. The data of commands and rows is plain; this says what it means. */
export type ShownKind =
  | 'text'
  | 'phone'
  | 'date'
  | 'instant'
  | 'money'
  | 'country'
  | 'flag'
  | 'product'
  | 'damage'
  | 'outcome'
  | 'programme'
  | 'remedy'
  | 'via'
  | 'about'
  | 'channel'
  | 'waitingFor'
  | 'estimate'
  | 'state'
  | 'person'
export type Shown = { readonly kind: ShownKind; readonly value: unknown }

/** Looks a text up in the `case` namespace, or in another one written `namespace:key`. */
export type Translate = (key: string, facts?: Record<string, unknown>) => string

/** All that putting a case into words needs: texts, and how this reader writes dates and money. */
export type Say = {
  readonly t: Translate
  readonly locale: Locale
  /** Name of a colleague by id; the id's first characters where the name is not on this device. */
  readonly person: (id: string) => string
  readonly instant: (iso: string) => string
}

const TAG: Readonly<Record<Locale, string>> = { nb: 'nb-NO', sv: 'sv-SE', en: 'en-GB' }

export const dayText = (day: string, locale: Locale): string => {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime('UTC')
  return new Intl.DateTimeFormat(TAG[locale], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(epochMilliseconds)
}

export const countryText = (code: string, locale: Locale): string =>
  new Intl.DisplayNames(TAG[locale], { type: 'region', fallback: 'code' }).of(code) ?? code

/** A value in the reader's words; what is absent says so instead of being blank. */
export function showValue({ kind, value }: Shown, say: Say): string {
  if (value === null || value === undefined || value === '') return say.t('common:none')
  switch (kind) {
    case 'text':
      return String(value)
    case 'phone':
      return phoneInGroups(String(value))
    case 'date':
      return dayText(String(value), say.locale)
    case 'instant':
      return say.instant(String(value))
    case 'money':
      return formatMoney(Number(value), say.locale)
    case 'country':
      return countryText(String(value), say.locale)
    case 'flag':
      return say.t(value === true ? 'common:yes' : 'common:no')
    case 'damage':
      return damageText(value, say)
    case 'person':
      return say.person(String(value))
    default:
      return say.t(`states:${kind}.${String(value)}`)
  }
}

function damageText(value: unknown, say: Say): string {
  const damage = Array.isArray(value) ? value : []
  if (damage.length === 0) return say.t('value.noDamage')
  return damage.map((each) => say.t(`states:damage.${String(each)}`)).join(', ')
}
