import { addDays, atLocalTime, yearOf } from '#shared/lib/dates.ts'
import type { Locale } from '#shared/lib/money.ts'
import { DESK_ZONE, dayOfMoment, timeOfDay } from './format.ts'
import { type ReadDay, readDay, writeDay } from './read-day.ts'

const DAY_AND_TIME = /^(?:(.+?)[\s,]+)?(\d{1,2})[:.]?(\d{2})$/
/** Days that have a word, in any of the languages, by how many days ago they are. */
const DAYS_AGO: Readonly<Record<string, number>> = { idag: 0, today: 0, igår: 1, yesterday: 1 }
const THIS_YEAR = /^(\d{1,2})[-./ ]\s?(\d{1,2})\.?$/

export type ReadMoment = { readonly ok: true; readonly at: string | null } | { readonly ok: false }

/**
 * A moment as people type it: a day as `readDay` takes it and a time, `21.05.2026 12:58`, `2026-05-21 kl. 12.58`, `21052026 1258`;
 * `i går 12:58`; `21.5. 12:58`, the last one there was. A time alone is of the day `on`. Read in the desk's zone. Blank is null.
 */
export function readMoment(text: string, days: { readonly on: string; readonly today: string }): ReadMoment {
  const typed = text.replace(/\bkl\b\.?/i, ' ').trim()
  if (typed === '') return { ok: true, at: null }
  const [, dayText, hours = '', minutes = ''] = DAY_AND_TIME.exec(typed) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return { ok: false }
  const read = dayText === undefined ? readDay(days.on) : readNearDay(dayText, days.today)
  if (!read.ok || read.day === null) return { ok: false }
  const instant = atLocalTime(read.day, `${hours.padStart(2, '0')}:${minutes}`, DESK_ZONE)
  return { ok: true, at: new Date(instant.epochMilliseconds).toISOString() }
}

/** A day that may be said by its distance, or without its year. */
function readNearDay(text: string, today: string): ReadDay {
  const ago = DAYS_AGO[text.replaceAll(/\s/g, '').toLowerCase()]
  if (ago !== undefined) return { ok: true, day: addDays(today, -ago) }
  const [, day, month] = THIS_YEAR.exec(text) ?? []
  if (day === undefined || month === undefined) return readDay(text)
  const inYear = (year: number): ReadDay => readDay(`${day}.${month}.${year}`)
  const read = inYear(yearOf(today))
  return read.ok && read.day !== null && read.day > today ? inYear(yearOf(today) - 1) : read
}

/** How an instant stands in the field that it is typed in; text that is none stays as it was typed. */
export const writeMoment = (text: string, locale: Locale): string =>
  Number.isNaN(Date.parse(text)) ? text : `${writeDay(dayOfMoment(text), locale)} ${timeOfDay(text)}`
