import { describe, expect, test } from 'vitest'
import { parseDate, parseMonth } from './iso-date.ts'

describe('parseDate', () => {
  test.each(['2024-02-29', '1900-01-01', '2199-12-31', '2000-02-29'])('takes %s', (day) => {
    expect(parseDate(day)).toEqual({ ok: true, value: day })
  })

  test.each([
    '2023-02-29',
    '2023-02-30',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-4-1',
    '20230401',
    '2023-04-01T00:00:00Z',
    '2023-04-01 ',
    '+002023-04-01',
    '2023-W14-1',
    '01.04.2023',
    '',
    null,
    undefined,
    20230401,
    new Date(0),
  ])('refuses %s as no day', (value) => {
    expect(parseDate(value)).toEqual({ ok: false, error: 'invalid' })
  })

  test.each(['0024-05-02', '1899-12-31', '2200-01-01'])('refuses %s as out of range', (value) => {
    expect(parseDate(value)).toEqual({ ok: false, error: 'out-of-range' })
  })
})

describe('parseMonth', () => {
  test('takes a month and nothing else', () => {
    expect(parseMonth('2024-12')).toEqual({ ok: true, value: '2024-12' })
    for (const bad of ['2024-13', '2024-00', '2024-1', '2024-12-01', '', null, 202412])
      expect(parseMonth(bad).ok).toBe(false)
  })
})
