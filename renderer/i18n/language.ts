import type { Locale } from '#shared/lib/money.ts'

/** The languages of the desk, each by its own name. Norwegian is the first and the default. */
export const LANGUAGES = { nb: 'Norsk', sv: 'Svenska', en: 'English' } as const satisfies Record<Locale, string>
export type Language = keyof typeof LANGUAGES

export const DEFAULT_LANGUAGE: Language = 'nb'
export const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in LANGUAGES

/** BCP 47 tag for Intl. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', en: 'en-GB' }
