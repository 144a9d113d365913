import { type CalendarCountry, readCalendarCountry } from '../calendar/calendar-country.ts'
import { workingCalendar } from '../calendar/working-calendar.ts'
import { readArgs } from '../rules/input.ts'
import { readInstant } from '../rules/input-time.ts'
import { type DayPromise, nextDayPromise } from '../sla/next-day-promise.ts'

export type SwapReport = { readonly reportedAt: string; readonly country: CalendarCountry }

/**
 * The day a swap phone is delivered at the latest.
 * @rule SMART-5 @rule LEN-3 @rule SLA-1 @rule SLA-2
 */
export function swapDeliveryDay(report: SwapReport): DayPromise {
  const args = readArgs(report)
  const reportedAt = readInstant(args, 'reportedAt')
  return nextDayPromise('SMART-5', reportedAt, workingCalendar(readCalendarCountry(args, 'country'), 'reportedAt'))
}
