import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { PageLocale, Theme } from '#shared/contract/page.ts'
import { log } from '../log.ts'
import type { Rectangle } from './window-bounds.ts'

/** What the frame of the window needs before the page and its settings are there. */
export type Remembered = {
  readonly bounds: Rectangle | null
  readonly maximized: boolean
  readonly theme: Theme | null
  readonly locale: PageLocale | null
  /** The queue that was shown last, as the page addresses it. */
  readonly place: string | null
}

const NOTHING: Remembered = { bounds: null, maximized: false, theme: null, locale: null, place: null }
const THEMES: readonly unknown[] = ['system', 'light', 'dark']
const LOCALES: readonly unknown[] = ['nb', 'sv', 'en']

const file = (): string => join(app.getPath('userData'), 'window.json')

/** What was kept in the profile; a missing or damaged file is as if nothing was. */
export function recall(): Remembered {
  try {
    return parseRemembered(JSON.parse(readFileSync(file(), 'utf8')))
  } catch {
    return NOTHING
  }
}

export function remember(change: Partial<Remembered>): void {
  try {
    writeFileSync(file(), JSON.stringify({ ...recall(), ...change }))
  } catch (error) {
    log.warn('the place of the window could not be kept', (error as NodeJS.ErrnoException).code)
  }
}

/** Takes what is usable out of anything. */
export function parseRemembered(value: unknown): Remembered {
  const { bounds, maximized, theme, locale, place } = (value ?? {}) as Record<string, unknown>
  return {
    bounds: isRectangle(bounds) ? bounds : null,
    maximized: maximized === true,
    theme: isTheme(theme) ? theme : null,
    locale: isLocale(locale) ? locale : null,
    place: typeof place === 'string' ? queuePlace(place) : null,
  }
}

/** The queue in an address or a place: `/q/mine` of `app://skranke/#/q/mine/0198…`; null where it has none. */
export const queuePlace = (address: string): string | null =>
  /(?:^|#)(\/q\/[a-z-]{1,40})(?:\/|$)/.exec(address)?.[1] ?? null

export const isTheme = (value: unknown): value is Theme => THEMES.includes(value)
export const isLocale = (value: unknown): value is PageLocale => LOCALES.includes(value)

function isRectangle(value: unknown): value is Rectangle {
  const { x, y, width, height } = (value ?? {}) as Record<string, unknown>
  return [x, y, width, height].every(Number.isFinite)
}
