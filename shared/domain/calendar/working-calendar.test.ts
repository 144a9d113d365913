import { expect, test } from 'vitest'
import { isWorkingDay } from '../rules/index.ts'

test.each([
  ['NO', '2024-01-01', 'Første nyttårsdag'],
  ['NO', '2024-03-28', 'Skjærtorsdag'],
  ['NO', '2024-03-29', 'Langfredag'],
  ['NO', '2024-03-31', 'Første påskedag'],
  ['NO', '2024-04-01', 'Andre påskedag'],
  ['NO', '2024-05-01', 'Arbeidernes dag'],
  ['NO', '2024-05-09', 'Kristi himmelfartsdag'],
  ['NO', '2024-05-17', 'Grunnlovsdagen'],
  ['NO', '2024-05-19', 'Første pinsedag'],
  ['NO', '2024-05-20', 'Andre pinsedag'],
  ['NO', '2024-12-25', 'Første juledag'],
  ['NO', '2024-12-26', 'Andre juledag'],
  ['SE', '2025-01-06', 'trettondedag jul'],
  ['SE', '2025-06-06', 'nationaldagen'],
  ['SE', '2025-06-20', 'midsommarafton'],
  ['SE', '2025-06-21', 'midsommardagen'],
  ['SE', '2025-11-01', 'alla helgons dag'],
  ['SE', '2025-12-24', 'julafton'],
  ['SE', '2025-12-31', 'nyårsafton'],
] as const)('SLA-2: in %s %s is %s', (country, day, holiday) => {
  expect(isWorkingDay({ day, country })).toEqual({ workingDay: false, holiday })
})

test.each([
  ['Christmas Eve', 'NO', '2024-12-24'],
  ["New Year's Eve", 'NO', '2024-12-31'],
  ['Midsummer Eve', 'NO', '2025-06-20'],
  ['Epiphany', 'NO', '2025-01-06'],
  ['the Swedish national day', 'NO', '2025-06-06'],
  ['Maundy Thursday', 'SE', '2024-03-28'],
  ['the Norwegian constitution day', 'SE', '2024-05-17'],
  ['Whit Monday', 'SE', '2024-05-20'],
  ['Walpurgis Night', 'SE', '2024-04-30'],
] as const)('SLA-2: %s is a working day in %s (%s)', (_, country, day) => {
  expect(isWorkingDay({ day, country })).toEqual({ workingDay: true, holiday: null })
})

test('a plain weekend has no name, a holiday on a weekend has', () => {
  expect(isWorkingDay({ day: '2024-06-08', country: 'NO' })).toEqual({ workingDay: false, holiday: null })
  expect(isWorkingDay({ day: '2025-05-17', country: 'NO' })).toEqual({ workingDay: false, holiday: 'Grunnlovsdagen' })
})

test.each(['2009-12-31', '2061-01-01'])('%s is outside the calendar', (day) => {
  expect(() => isWorkingDay({ day, country: 'NO' })).toThrow(
    expect.objectContaining({ name: 'RuleInputError', code: 'calendar.out-of-range', field: 'day' }),
  )
})

test('the first and the last day are inside it', () => {
  expect(isWorkingDay({ day: '2010-01-01', country: 'NO' }).workingDay).toBe(false)
  expect(isWorkingDay({ day: '2060-12-31', country: 'NO' }).workingDay).toBe(true)
  expect(isWorkingDay({ day: '2060-12-31', country: 'SE' }).workingDay).toBe(false)
})
