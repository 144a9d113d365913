import { atLocalTime } from '#shared/lib/dates.ts'
import type { Locale } from '#shared/lib/money.ts'
import { DESK_ZONE, dayOfMoment, timeOfDay } from './format.ts'
import { readDay, writeDay } from './read-day.ts'

const DAY_AND_TIME = /^(?:(.+?)[\s,]+)?(\d{1,2})[:.]?(\d{2})$/

export type ReadMoment = { readonly ok: true; readonly at: string | null } | { readonly ok: false }

/**
 * A moment as people type it: a day as `readDay` takes it and a time, `21.05.2026 12:58`, `2026-05-21 kl. 12.58`, `21052026 1258`;
 * a time alone is of the day `on`. Read in the desk's zone. Blank is null.
 */
export function readMoment(text: string, on: string): ReadMoment {
  const typed = text.replace(/\bkl\b\.?/i, ' ').trim()
  if (typed === '') return { ok: true, at: null }
  const [, dayText, hours = '', minutes = ''] = DAY_AND_TIME.exec(typed) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return { ok: false }
  const read = readDay(dayText ?? on)
  if (!read.ok || read.day === null) return { ok: false }
  const instant = atLocalTime(read.day, `${hours.padStart(2, '0')}:${minutes}`, DESK_ZONE)
  return { ok: true, at: new Date(instant.epochMilliseconds).toISOString() }
}

/** How an instant stands in the field that it is typed in; text that is none stays as it was typed. */
export const writeMoment = (text: string, locale: Locale): string =>
  Number.isNaN(Date.parse(text)) ? text : `${writeDay(dayOfMoment(text), locale)} ${timeOfDay(text)}`
