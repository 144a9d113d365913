import { localDate } from '../../lib/dates.ts'
import { type CalendarCountry, readCalendarCountry } from '../calendar/calendar-country.ts'
import { workingCalendar } from '../calendar/working-calendar.ts'
import { termsOn } from '../rules/dated-terms.ts'
import { readArgs } from '../rules/input.ts'
import { readInstant } from '../rules/input-time.ts'
import { reason } from '../rules/reason.ts'
import { freeDays, holidayReasons } from './calendar-reasons.ts'
import { RETURN_WORKING_DAYS } from './cut-off-terms.ts'
import type { DayPromise } from './next-day-promise.ts'

export type ReturnNotice = { readonly informedAt: string; readonly country: CalendarCountry }

/**
 * The last day on which the customer must have the unit back: the third working day after the local date of the message that
 * told them. The hour of the message does not matter.
 * @rule SHOP-4 @rule SLA-2
 */
export function returnDeadline(notice: ReturnNotice): DayPromise {
  const args = readArgs(notice)
  const informedAt = readInstant(args, 'informedAt')
  const calendar = workingCalendar(readCalendarCountry(args, 'country'), 'informedAt')
  const informedOn = localDate(informedAt, calendar.zone)
  const { workingDays } = termsOn(RETURN_WORKING_DAYS, informedOn)
  const day = calendar.workingDayAfter(informedOn, workingDays)
  return {
    day,
    reasons: [
      reason('SHOP-4', '', { informedOn, day, workingDays }),
      ...holidayReasons(freeDays({ from: informedOn, to: day }, calendar), calendar),
    ],
  }
}
