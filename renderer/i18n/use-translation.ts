import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'

/**
 * The words of a namespace in the language of the window, as react-i18next's hook of the same name gives them. For what stands in
 * every row of a list: that hook copies the whole translator for each component that appears, a seventh of the time in which a
 * queue is drawn.
 */
export function useTranslation(namespace = 'common'): { readonly t: TFunction; readonly language: string } {
  const language = useSyncExternalStore(subscribe, () => i18next.language)
  return { t: wordsOf(language, namespace), language }
}

function subscribe(tell: () => void): () => void {
  i18next.on('languageChanged', tell)
  return () => i18next.off('languageChanged', tell)
}

const made = new Map<string, TFunction>()

function wordsOf(language: string, namespace: string): TFunction {
  const key = `${language} ${namespace}`
  const known = made.get(key)
  if (known) return known
  const words = i18next.getFixedT(language, namespace)
  made.set(key, words)
  return words
}
