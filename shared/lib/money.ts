export type Locale = 'nb' | 'sv' | 'en'
export type Currency = 'NOK' | 'SEK'

const NBSP = '\u00a0'
const HOME: Readonly<Record<Locale, Currency | null>> = { nb: 'NOK', sv: 'SEK', en: null }

/** Amounts are whole øre (or öre); fractions never enter the books. */
export const isMinorAmount = (value: number): boolean => Number.isSafeInteger(value)

/**
 * "450 kr" for whole crowns, "450,50 kr" otherwise. Only the currency of the reader's own country is called "kr"; another, and any
 * in English, carries its code. Spaces do not break.
 * @param amountMinor whole øre
 */
export function formatMoney(amountMinor: number, locale: Locale, currency: Currency = 'NOK'): string {
  if (!isMinorAmount(amountMinor)) throw new RangeError(`Not a whole number of minor units: ${amountMinor}`)
  const digits = amountMinor % 100 === 0 ? 0 : 2
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(amountMinor / 100)
    .replaceAll(/\s/g, NBSP)
  if (locale === 'en') return `${currency}${NBSP}${number}`
  return `${number}${NBSP}${HOME[locale] === currency ? 'kr' : currency}`
}
