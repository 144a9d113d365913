import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'

/**
 * The words of a namespace in the language of the window, as react-i18next's hook of the same name gives them. For what is drawn
 * with every key: that hook copies the whole translator for each component that appears, and the translator looks for a text by
 * its rules each time, together a third of the time in which a queue is drawn.
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
  const words = remembering(i18next.getFixedT(language, namespace))
  made.set(key, words)
  return words
}

/** Every text is in the bundle and stays as it is: one without values is looked for once. */
export function remembering(words: TFunction): TFunction {
  const said = new Map<string, string>()
  const remember = (key: string, ...more: readonly unknown[]): string => {
    if (more.length > 0) return words(key, ...(more as [Record<string, unknown>]))
    const known = said.get(key)
    if (known !== undefined) return known
    const text = words(key)
    said.set(key, text)
    return text
  }
  return remember as unknown as TFunction
}
