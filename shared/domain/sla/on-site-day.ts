import { type CalendarCountry, readCalendarCountry } from '../calendar/calendar-country.ts'
import { workingCalendar } from '../calendar/working-calendar.ts'
import { readArgs, readChoice } from '../rules/input.ts'
import { readInstant } from '../rules/input-time.ts'
import { type DayPromise, nextDayPromise } from './next-day-promise.ts'

/** The desk has its own cut-off; a call made to the vendor directly follows the vendor's text. */
const RULE_BY_CHANNEL = { desk: 'LEN-1', 'vendor-phone': 'LEN-2' } as const
const CHANNELS = ['desk', 'vendor-phone'] as const

export type OnSiteReport = {
  readonly reportedAt: string
  readonly via: keyof typeof RULE_BY_CHANNEL
  readonly country: CalendarCountry
}

/**
 * The last day on which the next-business-day promise for a Lenovo unit is kept, if people and parts are available.
 * @rule LEN-1 @rule LEN-2 @rule LEN-3 @rule SLA-1 @rule SLA-2
 */
export function onSiteDay(report: OnSiteReport): DayPromise {
  const args = readArgs(report)
  const reportedAt = readInstant(args, 'reportedAt')
  const via = readChoice(args, 'via', CHANNELS)
  const calendar = workingCalendar(readCalendarCountry(args, 'country'), 'reportedAt')
  return nextDayPromise(RULE_BY_CHANNEL[via], reportedAt, calendar)
}
