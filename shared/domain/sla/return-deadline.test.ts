import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWorkingDay, returnDeadline } from '../rules/index.ts'

test.each([
  ['told on a Monday', '2024-06-10T10:00:00+02:00', '2024-06-13', 'NO'],
  ['told on a Saturday: Wednesday', '2024-06-08T10:00:00+02:00', '2024-06-12', 'NO'],
  ['told on a Sunday: Wednesday', '2024-06-09T10:00:00+02:00', '2024-06-12', 'NO'],
  ['told on a Friday', '2024-06-07T10:00:00+02:00', '2024-06-12', 'NO'],
  ['the hour does not matter', '2024-06-10T23:59:59+02:00', '2024-06-13', 'NO'],
  ['the local date counts', '2024-06-10T22:00:00Z', '2024-06-14', 'NO'],
  ['SLA-2: before Easter', '2024-03-27T10:00:00+01:00', '2024-04-04', 'NO'],
  ['SLA-2: before Easter in Sweden', '2024-03-27T10:00:00+01:00', '2024-04-03', 'SE'],
  ['SLA-2: before Christmas', '2024-12-23T10:00:00+01:00', '2024-12-30', 'NO'],
  ['SLA-2: before Christmas in Sweden', '2024-12-23T10:00:00+01:00', '2025-01-02', 'SE'],
] as const)('SHOP-4: %s', (_, informedAt, day, country) => {
  expect(returnDeadline({ informedAt, country }).day).toBe(day)
})

test('SHOP-4: Ascension Day is among the days that do not count', () => {
  expect(returnDeadline({ informedAt: '2024-05-07T10:00:00+02:00', country: 'NO' })).toEqual({
    day: '2024-05-13',
    reasons: [
      { rule: 'SHOP-4', variant: '', facts: { informedOn: '2024-05-07', day: '2024-05-13', workingDays: 3 } },
      { rule: 'SLA-2', variant: '', facts: { holidays: 'Kristi himmelfartsdag' } },
    ],
  })
})

test('SHOP-4: the deadline is a working day with exactly two working days between the message and it', () => {
  const moment = fc.date({ min: new Date('2010-01-02'), max: new Date('2060-12-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, fc.constantFrom('NO' as const, 'SE' as const), (date, country) => {
      const informedAt = date.toISOString()
      const { day, reasons } = returnDeadline({ informedAt, country })
      const between: string[] = []
      for (let at = new Date(`${reasons[0]?.facts['informedOn']}T00:00:00Z`); ; ) {
        at = new Date(at.getTime() + 86_400_000)
        const next = at.toISOString().slice(0, 10)
        if (next >= day) break
        if (isWorkingDay({ day: next, country }).workingDay) between.push(next)
      }
      expect(between).toHaveLength(2)
      expect(isWorkingDay({ day, country }).workingDay).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test.each(['2009-12-31T10:00:00Z', '2060-12-30T10:00:00Z'])('%s leads outside the calendar', (informedAt) => {
  expect(() => returnDeadline({ informedAt, country: 'NO' })).toThrow(
    expect.objectContaining({ code: 'calendar.out-of-range', field: 'informedAt' }),
  )
})
