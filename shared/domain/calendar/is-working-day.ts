import { readArgs } from '../rules/input.ts'
import { readDate } from '../rules/input-time.ts'
import { type CalendarCountry, readCalendarCountry } from './calendar-country.ts'
import { workingCalendar } from './working-calendar.ts'

export type WorkingDayQuestion = { readonly day: string; readonly country: CalendarCountry }
export type WorkingDayAnswer = { readonly workingDay: boolean; readonly holiday: string | null }

/**
 * Whether people work on a day. `holiday` is the local name of a public holiday, also on a weekend; null on a plain weekend and on
 * a working day. Years 2010–2060.
 * @rule SLA-2 @rule LEN-3
 */
export function isWorkingDay(question: WorkingDayQuestion): WorkingDayAnswer {
  const args = readArgs(question)
  const day = readDate(args, 'day')
  const calendar = workingCalendar(readCalendarCountry(args, 'country'), 'day')
  return { workingDay: calendar.isWorkingDay(day), holiday: calendar.holidayOn(day) }
}
