import { ISO_COUNTRIES } from '#shared/lib/iso-countries.ts'
import { type Language, LANGUAGE_TAG } from '../../../i18n/language.ts'

/** The countries that the desk serves stand first. */
const NEAR = ['NO', 'SE', 'DK', 'FI', 'IS'] as const

export type CountryOption = { readonly code: string; readonly name: string }
const made = new Map<Language, readonly CountryOption[]>()

/** Every country by its name in the reader's language: the near ones, then the others by name. */
export function countryOptions(language: Language): readonly CountryOption[] {
  const known = made.get(language)
  if (known) return known
  const names = new Intl.DisplayNames(LANGUAGE_TAG[language], { type: 'region' })
  const option = (code: string): CountryOption => ({ code, name: names.of(code) ?? code })
  const rest = [...ISO_COUNTRIES].filter((code) => !(NEAR as readonly string[]).includes(code)).map(option)
  const collator = new Intl.Collator(LANGUAGE_TAG[language])
  const options = [...NEAR.map(option), ...rest.sort((a, b) => collator.compare(a.name, b.name))]
  made.set(language, options)
  return options
}
