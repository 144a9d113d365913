import { describe, expect, test } from 'vitest'
import * as rules from './index.ts'

/** A good question to each rule, and for each argument the values that must be refused. */
const DAYS = [
  '2023-02-30',
  '2023-13-01',
  '2023-1-1',
  '2023-05-02T10:00:00Z',
  '',
  ' ',
  'today',
  20230502,
  Number.NaN,
  undefined,
  {},
  [],
]
const MOMENTS = [
  '2024-05-06',
  '2024-05-06T10:00:00',
  '2024-02-30T10:00:00Z',
  '2024-05-06T25:00:00Z',
  '',
  null,
  undefined,
  0,
  Number.NaN,
  {},
]
const CALENDARS = ['DK', 'no', 'NOR', 'No', '', ' NO', null, undefined, 47, {}]
const COUNTRIES = ['no', 'NOR', 'N', 'XX', 'ZZ', 'UK', '', ' NO', null, undefined, 47, ['NO']]
const NUMBERS = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined, {}, 2 ** 53]

type Table = Readonly<
  Record<string, { ask: (input: never) => unknown; good: object; bad: Record<string, readonly unknown[]> }>
>

const TABLE: Table = {
  decideWarranty: {
    ask: rules.decideWarranty,
    good: {
      product: 'mac',
      soldByUs: true,
      purchasedOn: '2023-05-02',
      reportedOn: '2023-06-01',
      country: 'NO',
      damage: [],
    },
    bad: {
      product: ['Mac', 'iphone', '', null, undefined, 1],
      soldByUs: ['true', 1, 0, null, undefined],
      purchasedOn: DAYS,
      reportedOn: [...DAYS, null, '2023-05-01'],
      country: COUNTRIES,
      damage: [null, undefined, 'liquid', ['water'], [''], [null], new Array(1), {}],
    },
  },
  onSiteDay: {
    ask: rules.onSiteDay,
    good: { reportedAt: '2024-05-06T10:00:00Z', via: 'desk', country: 'NO' },
    bad: { reportedAt: MOMENTS, via: ['phone', '', 'DESK', null, undefined], country: CALENDARS },
  },
  swapDeliveryDay: {
    ask: rules.swapDeliveryDay,
    good: { reportedAt: '2024-05-06T10:00:00Z', country: 'NO' },
    bad: { reportedAt: MOMENTS, country: CALENDARS },
  },
  returnDeadline: {
    ask: rules.returnDeadline,
    good: { informedAt: '2024-05-06T10:00:00Z', country: 'NO' },
    bad: { informedAt: MOMENTS, country: CALENDARS },
  },
  isWorkingDay: {
    ask: rules.isWorkingDay,
    good: { day: '2024-05-06', country: 'NO' },
    bad: { day: [...DAYS, null, '2009-12-31', '2061-01-01'], country: CALENDARS },
  },
  swapTarget: { ask: rules.swapTarget, good: { fleet: 400 }, bad: { fleet: NUMBERS } },
  isOverdue: {
    ask: rules.isOverdue,
    good: { dueOn: '2024-05-06', paidOn: null, today: '2024-05-06' },
    bad: { dueOn: [...DAYS, null], paidOn: DAYS, today: [...DAYS, null] },
  },
  missingFields: {
    ask: rules.missingFields,
    good: { contract: 'SA0011807', form: {} },
    bad: { contract: [null, undefined, 1, {}], form: [null, undefined, [], '', 1] },
  },
  feeBalance: {
    ask: rules.feeBalance,
    good: { entries: [] },
    bad: {
      entries: [
        null,
        undefined,
        {},
        'charged',
        [null],
        [{}],
        [{ kind: 'charge', amount: 1 }],
        [{ kind: 'charged' }],
        ...[0, ...NUMBERS].map((amount) => [{ kind: 'charged', amount }]),
      ],
    },
  },
  membershipConflict: {
    ask: rules.membershipConflict,
    good: { existing: [], wanted: { category: 'A', group: 'x', from: '2024-05', to: null }, today: '2024-05-06' },
    bad: {
      existing: [null, undefined, {}, [1]],
      wanted: [null, undefined, [], 'A'],
      today: [...DAYS, null],
      openedOn: DAYS.filter((day) => day !== undefined),
    },
  },
  caseNumber: { ask: rules.caseNumber, good: { serial: 1 }, bad: { serial: [0, 10_000_000, ...NUMBERS] } },
}

describe.each(Object.entries(TABLE))('%s', (_, { ask, good, bad }) => {
  test('answers a good question', () => {
    expect(() => ask(good as never)).not.toThrow()
  })

  test.each(Object.entries(bad))('refuses bad %s, with code, field and message', (field, values) => {
    for (const value of values) {
      expect(() => ask({ ...good, [field]: value } as never), `${field} = ${String(value)}`).toThrow(
        expect.objectContaining({
          name: 'RuleInputError',
          field,
          code: expect.stringMatching(/^[a-z-]+\.[a-z-]+$/),
          message: expect.stringContaining(field),
        }),
      )
    }
  })

  test('refuses what is no question at all', () => {
    for (const value of [null, undefined, 'text', 1, []]) {
      expect(() => ask(value as never)).toThrow(rules.RuleInputError)
    }
  })

  test('does not change what it is given', () => {
    const frozen = structuredClone(good)
    for (const value of Object.values(frozen)) Object.freeze(value)
    const before = JSON.stringify(frozen)
    ask(Object.freeze(frozen) as never)
    expect(JSON.stringify(frozen)).toBe(before)
  })
})
