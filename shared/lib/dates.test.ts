import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { addMonths, addYears, atLocalTime, endOfDay, localDate, parseInstant, startOfDay, weekdayOf } from './dates.ts'

const instant = (text: string) => Temporal.Instant.from(text)

describe('parseInstant', () => {
  test.each([
    ['2024-03-27T15:30:00+01:00', '2024-03-27T14:30:00Z'],
    ['2024-03-27T15:30Z', '2024-03-27T15:30:00Z'],
    ['2024-03-27T15:30:00.123456789-02:30', '2024-03-27T18:00:00.123456789Z'],
    ['2024-03-27T15:30:00+01', '2024-03-27T14:30:00Z'],
  ])('reads %s', (text, utc) => {
    const parsed = parseInstant(text)
    expect(parsed.ok && parsed.value.toString()).toBe(utc)
  })

  test.each([
    '2024-03-27',
    '2024-03-27T15:30:00',
    '2024-03-27 15:30:00Z',
    '2024-02-30T15:30:00Z',
    '2024-03-27T24:00:00Z',
    '2024-03-27T15:60:00Z',
    '2024-03-27T15:30:60Z',
    '2024-03-27T15:30:00z',
    '2024-03-27T15:30:00+24:00',
    '2024-03-27T15:30:00+0100',
    '2024-03-27T15:30:00Z[Europe/Oslo]',
    '2024-03-27T15:30:00+01:00[Europe/Oslo]',
    '',
    null,
    1711549800000,
  ])('refuses %s', (value) => {
    expect(parseInstant(value).ok).toBe(false)
  })
})

describe('addYears', () => {
  test.each([
    ['2024-02-29', 1, '2025-03-01'],
    ['2024-02-29', 3, '2027-03-01'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2096-02-29', 4, '2100-03-01'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2024-12-31', 2, '2026-12-31'],
  ])('WDATE: %s and %i years is %s', (day, years, expected) => {
    expect(addYears(day, years)).toBe(expected)
  })
})

test('months go over the end of the year', () => {
  expect(addMonths('2024-11', 3)).toBe('2025-02')
  expect(addMonths('2024-01', -1)).toBe('2023-12')
})

test('weekdays count from Monday', () => {
  expect(weekdayOf('2024-05-06')).toBe(1)
  expect(weekdayOf('2024-05-05')).toBe(7)
})

describe('local days', () => {
  test.each([
    ['2024-01-15T22:59:59Z', '2024-01-15'],
    ['2024-01-15T23:00:00Z', '2024-01-16'],
    ['2024-07-15T21:59:59Z', '2024-07-15'],
    ['2024-07-15T22:00:00Z', '2024-07-16'],
  ])('%s is %s in Oslo', (moment, day) => {
    expect(localDate(instant(moment), 'Europe/Oslo')).toBe(day)
  })

  test('the day the clock goes forward has 23 hours, the day it goes back 25', () => {
    const hours = (day: string) =>
      (endOfDay(day, 'Europe/Oslo').epochMilliseconds - startOfDay(day, 'Europe/Oslo').epochMilliseconds) / 3_600_000
    expect(['2024-03-30', '2024-03-31', '2024-10-27'].map(hours)).toEqual([24, 23, 25])
  })

  test('a skipped wall-clock time moves forward, a repeated one is the first', () => {
    expect(atLocalTime('2024-03-31', '02:30', 'Europe/Oslo').toString()).toBe('2024-03-31T01:30:00Z')
    expect(atLocalTime('2024-10-27', '02:30', 'Europe/Oslo').toString()).toBe('2024-10-27T00:30:00Z')
  })

  test('every moment lies within its local day', () => {
    const moments = fc.date({ min: new Date('2010-01-02'), max: new Date('2060-12-30'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.constantFrom('Europe/Oslo', 'Europe/Stockholm'), (date, zone) => {
        const moment = instant(date.toISOString())
        const day = localDate(moment, zone)
        expect(Temporal.Instant.compare(startOfDay(day, zone), moment)).toBeLessThanOrEqual(0)
        expect(Temporal.Instant.compare(moment, endOfDay(day, zone))).toBe(-1)
      }),
    )
  })
})

test('the short way to a local date is the date of the wall clock, at any moment in any zone', () => {
  const moment = fc.integer({ min: Date.UTC(1890, 0, 1), max: Date.UTC(2210, 0, 1) })
  const zone = fc.constantFrom('UTC', 'Europe/Oslo', 'Europe/Stockholm', 'America/New_York', 'Asia/Kolkata')
  fc.assert(
    fc.property(moment, zone, (ms, zone) => {
      const at = Temporal.Instant.fromEpochMilliseconds(ms)
      expect(localDate(at, zone)).toBe(at.toZonedDateTimeISO(zone).toPlainDate().toString())
    }),
    { numRuns: 2000 },
  )
})
