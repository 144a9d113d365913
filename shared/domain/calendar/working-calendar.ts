import { addDays, weekdayOf, yearOf } from '../../lib/dates.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { type CalendarCountry, FIRST_YEAR, LAST_YEAR, TIME_ZONES } from './calendar-country.ts'
import { HOLIDAY_DATA } from './holidays.data.ts'

/** The working days of one country: Monday to Friday, public holidays excluded (LEN-3, SLA-2). */
export type WorkingCalendar = {
  readonly zone: string
  readonly isWorkingDay: (day: string) => boolean
  /** Local name of the holiday, also where it falls on a weekend; null on other days. */
  readonly holidayOn: (day: string) => string | null
  /** The nth working day strictly after a day; n is 1 or more. */
  readonly workingDayAfter: (day: string, n: number) => string
}

/**
 * The calendar of a country. A question that leads outside the data is refused as bad input.
 * @param field the argument that a question outside the data is blamed on
 */
export function workingCalendar(country: CalendarCountry, field: string): WorkingCalendar {
  const holidays = holidaysOf(country)
  const holidayOn = (day: string) => {
    requireKnownYear(day, field)
    return holidays.get(day) ?? null
  }
  const isWorkingDay = (day: string) => holidayOn(day) === null && weekdayOf(day) <= 5
  const workingDayAfter = (day: string, n: number) => {
    let at = day
    for (let left = n; left > 0; ) {
      at = addDays(at, 1)
      if (isWorkingDay(at)) left -= 1
    }
    return at
  }
  return { zone: TIME_ZONES[country], isWorkingDay, holidayOn, workingDayAfter }
}

function requireKnownYear(day: string, field: string): void {
  const year = yearOf(day)
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return
  throw new RuleInputError('calendar.out-of-range', field, `the calendar covers ${FIRST_YEAR} to ${LAST_YEAR}`, {
    rule: 'SLA-2',
    facts: { year, min: FIRST_YEAR, max: LAST_YEAR },
  })
}

const decoded = new Map<CalendarCountry, ReadonlyMap<string, string>>()

function holidaysOf(country: CalendarCountry): ReadonlyMap<string, string> {
  const known = decoded.get(country)
  if (known) return known
  const { names, years } = HOLIDAY_DATA[country]
  const entries = Object.entries(years).flatMap(([year, text]) =>
    text.split(' ').map((entry): [string, string] => {
      const name = names[Number.parseInt(entry.slice(4), 36)] ?? ''
      return [`${year}-${entry.slice(0, 2)}-${entry.slice(2, 4)}`, name]
    }),
  )
  const holidays = new Map(entries)
  decoded.set(country, holidays)
  return holidays
}
