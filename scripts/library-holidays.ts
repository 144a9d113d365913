import Holidays from 'date-holidays'
import type { CalendarCountry } from '#shared/domain/calendar/calendar-country.ts'

const LANGUAGE: Readonly<Record<CalendarCountry, string>> = { NO: 'no', SE: 'sv' }

/** Days that are no public holidays by law but free at work (SLA-2). The library calls them bank holidays. */
const ALSO_FREE: Readonly<Record<CalendarCountry, readonly string[]>> = {
  NO: [],
  SE: ['midsommarafton', 'julafton', 'nyårsafton'],
}

/** Free days of a year by day, in order, as the library knows them. Where two fall together the library's first gives the name. */
export function libraryHolidays(country: CalendarCountry, year: number): ReadonlyMap<string, string> {
  const days = new Map<string, string>()
  for (const holiday of new Holidays(country, { languages: LANGUAGE[country] }).getHolidays(year)) {
    if (holiday.type !== 'public' && !ALSO_FREE[country].includes(holiday.name)) continue
    const day = holiday.date.slice(0, 10)
    if (!days.has(day)) days.set(day, holiday.name)
  }
  return days
}
