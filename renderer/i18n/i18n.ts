import i18next, { type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { DEFAULT_LANGUAGE, type Language } from './language.ts'

const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
})

/** `…/locales/nb/queue.json` is namespace `queue` of language `nb`. */
export function toResources(byPath: Readonly<Record<string, Record<string, unknown>>>): Resource {
  const resources: Resource = {}
  for (const [path, words] of Object.entries(byPath)) {
    const [language, file] = path.split('/').slice(-2)
    if (!language || !file) continue
    resources[language] = { ...resources[language], [file.replace(/\.json$/, '')]: words }
  }
  return resources
}

const resources = toResources(files)

/** Starts the translations; ready when it returns, since every word is in the bundle. */
export function startI18n(language: Language = DEFAULT_LANGUAGE): typeof i18next {
  void i18next.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: DEFAULT_LANGUAGE,
    ns: Object.keys(resources[DEFAULT_LANGUAGE] ?? {}),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
  i18next.on('languageChanged', (now) => {
    document.documentElement.lang = now
  })
  return i18next
}
