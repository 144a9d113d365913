import { Temporal } from 'temporal-polyfill'
import { inRange, type TimeProblem } from './iso-date.ts'
import { err, ok, type Result } from './result.ts'

const DAY_MS = 86_400_000
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}(:[0-5]\d)?)$/

/** A moment with `Z` or an offset. A local time without one is refused, since it does not say which moment is meant. */
export function parseInstant(value: unknown): Result<Temporal.Instant, TimeProblem> {
  if (typeof value !== 'string' || !INSTANT.test(value)) return err('invalid')
  try {
    const instant = Temporal.Instant.from(value)
    return inRange(localDate(instant, 'UTC')) ? ok(instant) : err('out-of-range')
  } catch {
    return err('invalid')
  }
}

/** Wall-clock date and time of a moment in a zone, daylight saving included. */
export const localDateTime = (instant: Temporal.Instant, zone: string): Temporal.PlainDateTime =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime()

/** The date on the wall calendar of a zone at a moment. Every decision asks for it, so the years that rules know take a short way. */
export function localDate(instant: Temporal.Instant, zone: string): string {
  const ms = instant.epochMilliseconds
  if (ms < SHORT_FROM_MS || ms > SHORT_TO_MS) return localDateTime(instant, zone).toPlainDate().toString()
  if (zone === 'UTC') return new Date(ms).toISOString().slice(0, 10)
  let format = DATE_FORMATS.get(zone)
  if (format === undefined) {
    // Sweden writes a date as ISO does
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    DATE_FORMATS.set(zone, format)
  }
  return format.format(ms)
}

const SHORT_FROM_MS = Date.UTC(1900, 0, 2)
const SHORT_TO_MS = Date.UTC(2199, 11, 30)
const DATE_FORMATS = new Map<string, Intl.DateTimeFormat>()

/** The moment a day begins in a zone: midnight, or the first moment after it where the clock skips midnight. */
export const startOfDay = (day: string, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant()

/** The first moment after a day in a zone: a promise for the day is broken from here on. */
export const endOfDay = (day: string, zone: string): Temporal.Instant => startOfDay(addDays(day, 1), zone)

/** The moment of a wall-clock time `HH:MM` on a day in a zone. A skipped time moves forward, a repeated one is the first. */
export const atLocalTime = (day: string, time: string, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()

/** Days before or after. Counted in UTC, where every day has 24 hours: calendars ask this thousands of times. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * The same day some years later; 29 February becomes 1 March where there is no leap day, so that a period never ends early.
 * @rule WDATE
 */
export function addYears(day: string, years: number): string {
  const from = Temporal.PlainDate.from(day)
  const to = from.add({ years })
  return (to.day === from.day ? to : to.add({ days: 1 })).toString()
}

/** Months before or after `YYYY-MM`. */
export const addMonths = (month: string, months: number): string =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString()

export const monthOf = (day: string): string => day.slice(0, 7)

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7
