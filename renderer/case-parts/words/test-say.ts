import i18next from 'i18next'
import type { Locale } from '#shared/lib/money.ts'
import { toResources } from '../../i18n/i18n.ts'
import type { Say } from './say.ts'

const files = import.meta.glob<Record<string, unknown>>('../../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
})

/** The words as the window has them: every locale file, a namespace each. */
export async function sayIn(locale: Locale): Promise<Say> {
  const resources = toResources(files)
  const t = await i18next.createInstance().init({
    lng: locale,
    resources,
    ns: Object.keys(resources[locale] ?? {}),
    defaultNS: 'case',
    interpolation: { escapeValue: false },
  })
  return { t: (key, facts) => t(key, { ...facts }), locale, person: (id) => `<${id}>`, instant: (iso) => iso }
}
