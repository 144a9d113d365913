import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { z } from 'zod'
import type { Theme } from '#shared/contract/page.ts'
import { isLanguage, type Language } from '../i18n/language.ts'
import { api } from './client.ts'
import { pageHost } from './page-host.ts'
import { keys } from './query-keys.ts'

export type Density = 'compact' | 'comfortable'

/** How this person wants the window. */
export type Preferences = { readonly language: Language; readonly theme: Theme; readonly density: Density }

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark'

/** What was chosen on this machine last, for the first paint and for the sign-in screen. */
export function initialPreferences(): Preferences {
  const host = pageHost()
  return { language: host?.locale ?? 'nb', theme: host?.theme ?? 'system', density: 'compact' }
}

/** Unknown values of a settings file fall back to what is shown already. */
export function toPreferences(stored: Readonly<Record<string, string>>, now: Preferences): Preferences {
  return {
    language: isLanguage(stored.language) ? stored.language : now.language,
    theme: isTheme(stored.theme) ? stored.theme : now.theme,
    density: stored.density === 'comfortable' || stored.density === 'compact' ? stored.density : now.density,
  }
}

export const settingsQuery = () => queryOptions({ queryKey: keys.settings, queryFn: () => api.settings.get() })

export function usePreferences(): Preferences {
  return toPreferences(useQuery(settingsQuery()).data ?? {}, initialPreferences())
}

/** What is being dragged is written when it comes to rest, and at once when the window is left. */
const SETTLE_MS = 250
type Unsaved = { readonly timer: ReturnType<typeof setTimeout>; readonly save: () => void }
const unsaved = new Map<string, Unsaved>()

/** Writes a setting soon. What nobody is shown again before the next start need not go through the queries. */
export function saveSoon(key: string, value: unknown, onError: () => void = () => {}): void {
  clearTimeout(unsaved.get(key)?.timer)
  const save = () => {
    clearTimeout(unsaved.get(key)?.timer)
    unsaved.delete(key)
    void api.settings.put({ key, value: JSON.stringify(value) }).catch(onError)
  }
  unsaved.set(key, { timer: setTimeout(save, SETTLE_MS), save })
}

/** Keeps what is due when the window is left. */
export function saveOnLeave(target: Window = window): void {
  target.addEventListener('pagehide', () => {
    for (const { save } of unsaved.values()) save()
  })
}

/** A setting kept as JSON; null while there is none, or one that this version does not understand. */
export function useSetting<T>(key: string, schema: z.ZodType<T>): [T | null, (value: T) => void] {
  const queries = useQueryClient()
  const stored = useQuery(settingsQuery()).data?.[key]
  const value = useMemo(() => readSetting(stored, schema), [stored, schema])
  const keep = useCallback(
    (next: T) => {
      queries.setQueryData(settingsQuery().queryKey, (old) => ({ ...old, [key]: JSON.stringify(next) }))
      saveSoon(key, next, () => void queries.invalidateQueries(settingsQuery()))
    },
    [queries, key],
  )
  return [value, keep]
}

/** The value of a setting as it was stored; null for none, and for one of another version or hand. */
export function readSetting<T>(stored: string | undefined, schema: z.ZodType<T>): T | null {
  if (stored === undefined) return null
  try {
    return schema.safeParse(JSON.parse(stored)).data ?? null
  } catch {
    return null
  }
}

/** Keeps one choice; it shows at once. */
export function useSetPreference() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, value }: { readonly key: keyof Preferences; readonly value: string }) =>
      api.settings.put({ key, value }),
    onMutate: ({ key, value }) => queries.setQueryData(settingsQuery().queryKey, (old) => ({ ...old, [key]: value })),
    onError: () => queries.invalidateQueries(settingsQuery()),
  })
}
