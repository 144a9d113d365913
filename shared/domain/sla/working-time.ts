import type { CalendarCountry } from '../calendar/calendar-country.ts'
import { readClock } from './clock.ts'

/** Round the clock on working days: how a promise for a day is counted. */
const WORKING_DAYS = { opens: '00:00', closes: '24:00' } as const
const MINUTE_MS = 60_000
const toMinute = (instant: string): string =>
  new Date(Math.floor(Date.parse(instant) / MINUTE_MS) * MINUTE_MS).toISOString()

/**
 * The deadline of a promise that stood still: as much working time lies between the resumption and it as lay between the pause and
 * the deadline of before. Counted in whole minutes. A promise that was broken before the pause stays so. @rule SLA-3
 */
export function dueAfterPause(
  { since, dueAt }: { readonly since: string; readonly dueAt: string },
  resumedAt: string,
  country: CalendarCountry,
): string {
  const left = workingMinutes(toMinute(since), dueAt, country)
  if (left < 1) return dueAt
  const startedAt = toMinute(resumedAt)
  const clock = { startedAt, budgetMinutes: left, country, hours: WORKING_DAYS, pauses: [], now: startedAt }
  return new Date(readClock(clock).dueAt).toISOString()
}

function workingMinutes(from: string, to: string, country: CalendarCountry): number {
  if (to <= from) return 0
  const { usedMs } = readClock({
    startedAt: from,
    budgetMinutes: 1,
    country,
    hours: WORKING_DAYS,
    pauses: [],
    now: to,
  })
  return Math.round(usedMs / MINUTE_MS)
}
