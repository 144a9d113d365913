import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../lib/dates.ts'
import { Temporal } from 'temporal-polyfill'
import { isWorkingDay, onSiteDay, swapDeliveryDay } from '../rules/index.ts'

type Country = 'NO' | 'SE'
const desk = (reportedAt: string, country: Country = 'NO') => onSiteDay({ reportedAt, via: 'desk', country })
const vendor = (reportedAt: string, country: Country = 'NO') => onSiteDay({ reportedAt, via: 'vendor-phone', country })
const swap = (reportedAt: string, country: Country = 'SE') => swapDeliveryDay({ reportedAt, country })

describe('LEN-1: reported to the desk', () => {
  test.each([
    ['just before the cut-off', '2024-05-06T15:29:59.999999999+02:00', '2024-05-07'],
    ['SLA-1: the cut-off itself is late', '2024-05-06T15:30:00+02:00', '2024-05-08'],
    ['midnight', '2024-05-06T00:00:00+02:00', '2024-05-07'],
    ['last second of the day', '2024-05-06T23:59:59+02:00', '2024-05-08'],
    ['the offset names the moment, not the zone', '2024-05-06T09:30:00-04:00', '2024-05-08'],
    ['in UTC in summer', '2024-05-06T13:29:59Z', '2024-05-07'],
    ['in UTC in winter', '2024-01-08T14:29:59Z', '2024-01-09'],
    ['in UTC in winter, late', '2024-01-08T14:30:00Z', '2024-01-10'],
    ['the local day counts, not the day in UTC', '2024-05-06T22:30:00Z', '2024-05-08'],
    ['Friday in time', '2024-05-03T15:29:59+02:00', '2024-05-06'],
    ['Friday late', '2024-05-03T15:30:00+02:00', '2024-05-07'],
    ['LEN-3: Saturday counts as Monday morning', '2024-05-04T23:00:00+02:00', '2024-05-07'],
    ['LEN-3: Sunday counts as Monday morning', '2024-05-05T16:00:00+02:00', '2024-05-07'],
    ['LEN-3: a holiday counts as the next working day', '2024-05-17T16:00:00+02:00', '2024-05-22'],
    ['SLA-2: before Easter, in time', '2024-03-27T15:29:59+01:00', '2024-04-02'],
    ['SLA-2: before Easter, late', '2024-03-27T15:31:00+01:00', '2024-04-03'],
    ['the Sunday the clock goes forward', '2025-03-30T00:30:00Z', '2025-04-01'],
    ['the Monday after it, in time by summer time', '2025-03-31T13:29:59Z', '2025-04-01'],
    ['the Monday after it, late by summer time', '2025-03-31T13:30:00Z', '2025-04-02'],
    ['the Monday after the clock went back', '2024-10-28T14:29:59Z', '2024-10-29'],
    ['SLA-2: 24 December is a working day in Norway', '2024-12-23T10:00:00+01:00', '2024-12-24'],
    ['over Christmas and into the new year', '2024-12-30T15:30:00+01:00', '2025-01-02'],
  ])('%s', (_, reportedAt, day) => {
    expect(desk(reportedAt).day).toBe(day)
  })

  test('SLA-2: Sweden has other free days', () => {
    expect(desk('2025-06-19T10:00:00+02:00', 'SE').day).toBe('2025-06-23')
    expect(desk('2025-06-19T10:00:00+02:00', 'NO').day).toBe('2025-06-20')
    expect(desk('2024-12-23T10:00:00+01:00', 'SE').day).toBe('2024-12-27')
  })
})

describe('LEN-2: called in to the vendor', () => {
  test.each([
    ['SLA-1: 16:00:00 is on time', '2024-05-06T16:00:00+02:00', '2024-05-07'],
    ['a moment after is late', '2024-05-06T16:00:00.000000001+02:00', '2024-05-08'],
    ['the cut-off of the desk is none here', '2024-05-06T15:45:00+02:00', '2024-05-07'],
    ['LEN-3: Saturday evening', '2024-05-04T23:00:00+02:00', '2024-05-07'],
  ])('%s', (_, reportedAt, day) => {
    expect(vendor(reportedAt).day).toBe(day)
  })
})

describe('SMART-5: swap phone', () => {
  test.each([
    ['before the cut-off', '2024-05-06T13:59:59+02:00', '2024-05-07'],
    ['SLA-1: the cut-off itself is late', '2024-05-06T14:00:00+02:00', '2024-05-08'],
    ['LEN-3: Sunday', '2024-05-05T20:00:00+02:00', '2024-05-07'],
    ['SLA-2: before Midsummer Eve', '2025-06-19T13:00:00+02:00', '2025-06-23'],
    ['SLA-2: late before Midsummer Eve', '2025-06-19T14:00:00+02:00', '2025-06-24'],
  ])('%s', (_, reportedAt, day) => {
    expect(swap(reportedAt).day).toBe(day)
  })
})

describe('reasons', () => {
  const rulesOf = ({ reasons }: ReturnType<typeof desk>) => reasons.map((reason) => reason.rule)

  test.each([
    ['in time', desk('2024-05-06T10:00:00+02:00'), ['LEN-1']],
    ['late', desk('2024-05-06T15:30:00+02:00'), ['LEN-1', 'SLA-1']],
    ['late before Easter', desk('2024-03-27T15:31:00+01:00'), ['LEN-1', 'SLA-1', 'LEN-3', 'SLA-2']],
    ['on a Saturday', desk('2024-05-04T10:00:00+02:00'), ['LEN-1', 'LEN-3']],
    ['on a holiday', desk('2024-05-17T10:00:00+02:00'), ['LEN-1', 'LEN-3', 'SLA-2']],
    ['over a weekend', desk('2024-05-03T10:00:00+02:00'), ['LEN-1', 'LEN-3']],
    ['to the vendor', vendor('2024-05-06T10:00:00+02:00'), ['LEN-2']],
    ['a swap', swap('2024-05-06T10:00:00+02:00'), ['SMART-5']],
  ])('%s', (_, promise, rules) => {
    expect(rulesOf(promise)).toEqual(rules)
  })

  test('name the holidays that took a weekday', () => {
    expect(desk('2024-03-27T15:31:00+01:00').reasons).toContainEqual({
      rule: 'SLA-2',
      variant: '',
      facts: { holidays: 'Skjærtorsdag, Langfredag, Andre påskedag' },
    })
  })

  test('say from which day a report on a free day counts', () => {
    expect(desk('2024-05-04T23:00:00+02:00').reasons).toEqual([
      { rule: 'LEN-1', variant: 'onTime', facts: { cutOff: '15:30', countedOn: '2024-05-06', day: '2024-05-07' } },
      { rule: 'LEN-3', variant: 'reported', facts: { reportedOn: '2024-05-04', countedOn: '2024-05-06' } },
    ])
  })
})

describe('laws', () => {
  const moment = fc.date({ min: new Date('2010-01-02'), max: new Date('2060-12-01'), noInvalidDate: true })
  const country = fc.constantFrom<Country>('NO', 'SE')
  const promise = fc.constantFrom(desk, vendor, swap)

  test('a promise lands on a working day after the local day of the report', () => {
    fc.assert(
      fc.property(moment, country, promise, (date, where, ask) => {
        const { day } = ask(date.toISOString(), where)
        const zone = where === 'NO' ? 'Europe/Oslo' : 'Europe/Stockholm'
        expect(isWorkingDay({ day, country: where }).workingDay).toBe(true)
        expect(day > localDate(Temporal.Instant.from(date.toISOString()), zone)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('a later report never gets an earlier promise', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 10 * 86_400_000 }), country, promise, (date, later, where, ask) => {
        const second = new Date(date.getTime() + later)
        expect(ask(date.toISOString(), where).day <= ask(second.toISOString(), where).day).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('the notation of a moment does not matter', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -12, max: 14 }), (date, hours) => {
        const sign = hours < 0 ? '-' : '+'
        const shifted = new Date(date.getTime() + hours * 3_600_000).toISOString().replace('Z', '')
        const offset = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`
        expect(desk(`${shifted}${offset}`)).toEqual(desk(date.toISOString()))
      }),
    )
  })
})

test.each([
  ['before the calendar', '2009-12-31T22:59:59Z'],
  ['after the calendar', '2061-01-01T10:00:00Z'],
  ['a promise that would fall after it', '2060-12-31T15:31:00+01:00'],
])('%s there is no answer', (_, reportedAt) => {
  for (const ask of [desk, vendor, swap]) {
    expect(() => ask(reportedAt)).toThrow(
      expect.objectContaining({ code: 'calendar.out-of-range', field: 'reportedAt' }),
    )
  }
})
