import type { Args } from '../rules/input.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'

/** Countries that have a working calendar, with the zone in which their days and cut-offs are read. @rule SLA-2 */
export const TIME_ZONES = { NO: 'Europe/Oslo', SE: 'Europe/Stockholm' } as const

export type CalendarCountry = keyof typeof TIME_ZONES

/** The years that the holiday data covers, both included. */
export const FIRST_YEAR = 2010
export const LAST_YEAR = 2060

/** A country with a calendar; any other is bad input here, also where it is a real country. */
export function readCalendarCountry(args: Args, field: string): CalendarCountry {
  const value = args[field]
  if (value !== 'NO' && value !== 'SE') {
    throw new RuleInputError(
      'calendar.unknown-country',
      field,
      'NO or SE is needed: there is no calendar of another country',
    )
  }
  return value
}
