import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths } from '../../lib/dates.ts'
import { membershipConflict } from '../rules/index.ts'
import type { Membership, MembershipQuestion } from './membership-conflict.ts'

const aMembership = (from: string, to: string | null = null, over: Partial<Membership> = {}): Membership => ({
  category: 'Avdeling',
  group: 'Salg',
  from,
  to,
  ...over,
})
const ask = (wanted: Membership, existing: Membership[] = [], over: Partial<MembershipQuestion> = {}) =>
  membershipConflict({ existing, wanted, today: '2024-06-15', ...over })

describe('SELF-5: overlap', () => {
  test.each<[string, Membership, Membership, boolean]>([
    ['the last month is included', aMembership('2024-06', '2024-08'), aMembership('2024-01', '2024-06'), true],
    ['the month after is free', aMembership('2024-07', '2024-08'), aMembership('2024-01', '2024-06'), false],
    ['the first month is included', aMembership('2024-01', '2024-06'), aMembership('2024-06', '2024-08'), true],
    ['the month before is free', aMembership('2024-01', '2024-05'), aMembership('2024-06', '2024-08'), false],
    ['without end meets a later one', aMembership('2024-01'), aMembership('2024-06', '2024-08'), true],
    ['a later one meets one without end', aMembership('2024-06', '2024-08'), aMembership('2020-01'), true],
    ['before one without end', aMembership('2019-01', '2019-12'), aMembership('2020-01'), false],
    ['two without end', aMembership('2024-01'), aMembership('2025-01'), true],
    ['one month inside', aMembership('2024-03', '2024-03'), aMembership('2024-01', '2024-06'), true],
    ['another group of the category', aMembership('2024-03', null, { group: 'Lager' }), aMembership('2024-01'), true],
    ['another category', aMembership('2024-03', null, { category: 'Sted' }), aMembership('2024-01'), false],
  ])('%s', (_, wanted, existing, conflict) => {
    expect(ask(wanted, [existing]).conflict).toBe(conflict)
  })

  test('every membership in the way is named', () => {
    const existing = [
      aMembership('2023-01', '2023-12'),
      aMembership('2024-01', '2024-03', { group: 'Lager' }),
      aMembership('2024-09'),
    ]
    expect(ask(aMembership('2024-03'), existing).reasons).toEqual([
      {
        rule: 'SELF-5',
        variant: 'overlap',
        facts: { category: 'Avdeling', group: 'Lager', from: '2024-01', to: '2024-03' },
      },
      { rule: 'SELF-5', variant: 'overlapOpen', facts: { category: 'Avdeling', group: 'Salg', from: '2024-09' } },
    ])
  })

  test('no conflict, no reasons', () => {
    expect(ask(aMembership('2024-06'))).toEqual({ conflict: false, reasons: [] })
  })
})

describe('SELF-5: start', () => {
  test.each([
    ['2025-06', false],
    ['2025-07', true],
  ])('at most one year ahead: %s', (from, conflict) => {
    expect(ask(aMembership(from)).conflict).toBe(conflict)
  })

  test('the day of the month does not matter', () => {
    for (const today of ['2024-06-01', '2024-06-30'])
      expect(ask(aMembership('2025-06'), [], { today }).conflict).toBe(false)
  })

  test.each([
    ['2020-02', '2020-03-31', true],
    ['2020-03', '2020-03-31', false],
    ['2020-03', '2020-03-01', false],
    ['1999-01', null, false],
    ['1999-01', undefined, false],
  ])('at the earliest the opening month: %s, opened %s', (from, openedOn, conflict) => {
    const question = openedOn === undefined ? {} : { openedOn }
    expect(ask(aMembership(from, '2023-01'), [], question).conflict).toBe(conflict)
  })

  test('too early and in the way are both told', () => {
    const { reasons } = ask(aMembership('2020-02'), [aMembership('2021-01')], { openedOn: '2020-03-31' })
    expect(reasons.map((reason) => reason.variant)).toEqual(['beforeOpening', 'overlapOpen'])
  })
})

test('SELF-5: two memberships conflict exactly when they share a month, whichever is wanted', () => {
  const month = fc.integer({ min: 0, max: 12 }).map((n) => addMonths('2024-01', n))
  const membership = fc
    .tuple(month, fc.option(fc.nat(12)), fc.constantFrom('A', 'B'), fc.constantFrom('x', 'y'))
    .map(([from, length, category, group]) => ({
      from,
      to: length === null ? null : addMonths(from, length),
      category,
      group,
    }))
  const months = Array.from({ length: 40 }, (_, n) => addMonths('2024-01', n))
  const holds = (m: Membership, at: string) => m.from <= at && (m.to === null || at <= m.to)
  fc.assert(
    fc.property(membership, membership, (a, b) => {
      const shared = a.category === b.category && months.some((at) => holds(a, at) && holds(b, at))
      expect(ask(a, [b]).conflict).toBe(shared)
      expect(ask(b, [a]).conflict).toBe(shared)
    }),
    { numRuns: 500 },
  )
})

test.each<[string, object, string]>([
  ['wanted', { wanted: aMembership('2024-06', '2024-05') }, 'month.end-before-start'],
  ['existing', { existing: [aMembership('2024-06', '2024-05')] }, 'month.end-before-start'],
  ['wanted', { wanted: aMembership('2024-13') }, 'month.invalid'],
  ['wanted', { wanted: aMembership('2024-06-01') }, 'month.invalid'],
  ['wanted', { wanted: { ...aMembership('2024-06'), to: undefined } }, 'month.invalid'],
  ['wanted', { wanted: aMembership('2024-06', null, { category: ' ' }) }, 'text.invalid'],
  ['wanted', { wanted: aMembership('2024-06', null, { group: '' }) }, 'text.invalid'],
  ['wanted', { wanted: null }, 'input.invalid'],
  ['existing', { existing: {} }, 'list.invalid'],
  ['existing', { existing: [null] }, 'input.invalid'],
  ['today', { today: '2024-06' }, 'date.invalid'],
  ['openedOn', { openedOn: '2024-02-30' }, 'date.invalid'],
])('bad %s is refused: %j', (field, over, code) => {
  const question = { existing: [], wanted: aMembership('2024-06'), today: '2024-06-15', ...over }
  expect(() => membershipConflict(question as MembershipQuestion)).toThrow(expect.objectContaining({ field, code }))
})
