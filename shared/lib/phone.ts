import { AsYouType, type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'

/** Where a number without a country code is first looked for; the desk serves these countries. */
const DESK_COUNTRIES: readonly CountryCode[] = ['NO', 'SE']

/**
 * The number as E.164 (`+4791234567`), or null if it cannot be called. Text around the number is not dropped: it may be a second
 * number. Norwegian and Swedish numbers must exist in the numbering plan; of a foreign one only the length is checked, because a
 * caller must not be turned away by an outdated plan.
 */
export function normalisePhone(text: string, countries: readonly CountryCode[] = DESK_COUNTRIES): string | null {
  if (countries !== DESK_COUNTRIES) return read(text, countries)
  if (KEPT_MOBILE.test(text)) return text
  const known = normalised.get(text)
  if (known !== undefined) return known
  const number = read(text, countries)
  if (normalised.size >= REMEMBERED) normalised.clear()
  normalised.set(text, number)
  return number
}

/** A mobile number of these countries as it is kept. Most are, and reading one takes longer than all else that decides a command. */
const KEPT_MOBILE = /^\+(?:47[49]\d{7}|467\d{8})$/

/** A command is decided again with each page that comes. */
const normalised = new Map<string, string | null>()
const REMEMBERED = 2_000

function read(text: string, countries: readonly CountryCode[]): string | null {
  for (const defaultCountry of countries) {
    const number = parsePhoneNumberFromString(text.trim(), { defaultCountry, extract: false })
    if (!number) continue
    const known = number.countryCallingCode === '47' || number.countryCallingCode === '46'
    if (known ? number.isValid() : number.isPossible()) return number.number
  }
  return null
}

/**
 * Digits to look for inside stored E.164 numbers: punctuation and leading zeros (trunk 0, international 00) go, so that
 * "0047 912 34", "912 34" and "070-12" all find their number.
 */
export const phoneSearchDigits = (fragment: string): string => fragment.replaceAll(/\D/g, '').replace(/^0+/, '')

/** A number as it is read aloud: `+47 91 23 45 67`. What is no international number stays as it is. */
export const phoneInGroups = (number: string): string =>
  parsePhoneNumberFromString(number, { extract: false })?.formatInternational() ?? number

/**
 * What has been typed of a number, in the groups in which it is read; a trunk 0 is Swedish, Norwegian numbers have none. Anything
 * but a number stays as it is.
 */
export function phoneWhileTyped(text: string): string {
  if (!/^\s*\+?[\d\s-]*$/.test(text)) return text
  const digits = text.replaceAll(/[\s-]/g, '')
  return new AsYouType(/^0[1-9]/.test(digits) ? 'SE' : 'NO').input(digits)
}
