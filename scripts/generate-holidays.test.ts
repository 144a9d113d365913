import { describe, expect, test } from 'vitest'
import { FIRST_YEAR, LAST_YEAR } from '#shared/domain/calendar/calendar-country.ts'
import { isWorkingDay } from '#shared/domain/rules/index.ts'
import { addDays, weekdayOf } from '#shared/lib/dates.ts'
import { libraryHolidays } from '#scripts/library-holidays.ts'

const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)

describe.each(['NO', 'SE'] as const)('SLA-2 in %s', (country) => {
  test.each(years)('every day of %i is as the library says', (year) => {
    const holidays = libraryHolidays(country, year)
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
      const holiday = holidays.get(day) ?? null
      expect({ day, ...isWorkingDay({ day, country }) }).toEqual({
        day,
        workingDay: holiday === null && weekdayOf(day) <= 5,
        holiday,
      })
    }
  })
})
