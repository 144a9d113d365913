import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addYears } from '../../lib/dates.ts'
import { decideWarranty } from '../rules/index.ts'
import { PRODUCTS } from './terms.ts'
import { DAMAGES } from './void-rules.ts'
import type { WarrantyFacts } from './warranty-facts.ts'

const aUnit = (over: Partial<WarrantyFacts> = {}): WarrantyFacts => ({
  product: 'mac',
  soldByUs: true,
  purchasedOn: '2023-03-10',
  reportedOn: '2023-06-01',
  country: 'NO',
  damage: [],
  ...over,
})

const decide = (over: Partial<WarrantyFacts>) => decideWarranty(aUnit(over))
const rulesOf = (over: Partial<WarrantyFacts>) => decide(over).reasons.map((reason) => reason.rule)

describe('programmes', () => {
  test.each<[string, Partial<WarrantyFacts>, string | null, string | null]>([
    ['APPLE-2: day of purchase', { reportedOn: '2023-03-10' }, 'standard', '2026-03-10'],
    ['APPLE-2: last day of year one', { reportedOn: '2024-03-09' }, 'standard', '2026-03-10'],
    ['APPLE-3: first day of year two', { reportedOn: '2024-03-10' }, 'extended', '2026-03-10'],
    ['APPLE-3: last day of a Mac', { reportedOn: '2026-03-09' }, 'extended', '2026-03-10'],
    ['VOID-2: three years later', { reportedOn: '2026-03-10' }, null, '2026-03-10'],
    ['APPLE-3: last day of an iPad', { product: 'ipad', reportedOn: '2025-03-09' }, 'extended', '2025-03-10'],
    ['VOID-2: iPad two years later', { product: 'ipad', reportedOn: '2025-03-10' }, null, '2025-03-10'],
    ['APPLE-2: another product in year one', { product: 'other', reportedOn: '2024-03-09' }, 'standard', '2024-03-10'],
    ['VOID-2: another product in year two', { product: 'other', reportedOn: '2024-03-10' }, null, '2024-03-10'],
    ['APPLE-2: bought elsewhere, year one', { soldByUs: false, reportedOn: '2024-03-09' }, 'standard', '2024-03-10'],
    ['APPLE-1: bought elsewhere, year two', { soldByUs: false, reportedOn: '2024-03-10' }, null, '2024-03-10'],
    ['APPLE-2: Sweden, year one', { product: 'ipad', country: 'SE' }, 'standard', '2024-03-10'],
    ['APPLE-3: Sweden, year two', { product: 'ipad', country: 'SE', reportedOn: '2024-06-01' }, null, '2024-03-10'],
    ['APPLE-1: bought 2015-01-01', { purchasedOn: '2015-01-01', reportedOn: '2016-01-01' }, null, '2016-01-01'],
    ['APPLE-1: bought 2015-01-02', { purchasedOn: '2015-01-02', reportedOn: '2016-01-02' }, 'extended', '2018-01-02'],
    [
      'APPLE-1: bought 2014, year one',
      { purchasedOn: '2014-12-31', reportedOn: '2015-06-01' },
      'standard',
      '2015-12-31',
    ],
    ['WDATE: leap day, year one', { purchasedOn: '2024-02-29', reportedOn: '2025-02-28' }, 'standard', '2027-03-01'],
    ['WDATE: leap day, year two', { purchasedOn: '2024-02-29', reportedOn: '2025-03-01' }, 'extended', '2027-03-01'],
    ['WDATE: leap day, last day', { purchasedOn: '2024-02-29', reportedOn: '2027-02-28' }, 'extended', '2027-03-01'],
    ['WDATE: leap day, over', { purchasedOn: '2024-02-29', reportedOn: '2027-03-01' }, null, '2027-03-01'],
  ])('%s', (_, over, programme, coveredUntil) => {
    const decision = decide(over)
    expect(decision).toMatchObject({ programme, coveredUntil, outcome: programme ? 'covered' : 'not-covered' })
    expect(decision.diagnosisFee).toBe(programme ? 0 : 45000)
  })
})

describe('remedies', () => {
  test.each([
    ['ipad', 'swap'],
    ['mac', 'repair'],
    ['other', 'repair'],
  ] as const)('APPLE-7: a covered %s is answered with %s', (product, remedy) => {
    expect(decide({ product }).remedy).toBe(remedy)
  })

  test('there is none when not covered or undecided', () => {
    expect(decide({ damage: ['liquid'] }).remedy).toBeNull()
    expect(decide({ purchasedOn: null }).remedy).toBeNull()
  })
})

describe('reasons', () => {
  test.each<[string, Partial<WarrantyFacts>, string[]]>([
    ['standard', {}, ['APPLE-2', 'APPLE-7']],
    ['extended', { reportedOn: '2024-06-01' }, ['APPLE-3', 'APPLE-7']],
    ['expired in Norway', { reportedOn: '2027-01-01' }, ['VOID-2', 'FEE-1']],
    ['only the country keeps out', { country: 'SE', reportedOn: '2024-06-01' }, ['VOID-2', 'APPLE-3', 'FEE-1']],
    ['expired at home too', { country: 'SE', reportedOn: '2026-03-10' }, ['VOID-2', 'FEE-1']],
    ['not ours', { soldByUs: false, reportedOn: '2024-06-01' }, ['VOID-2', 'APPLE-1', 'FEE-1']],
    ['too early', { purchasedOn: '2015-01-01', reportedOn: '2016-06-01' }, ['VOID-2', 'APPLE-1', 'FEE-1']],
    [
      'not ours, abroad',
      { soldByUs: false, country: 'DK', reportedOn: '2024-06-01' },
      ['VOID-2', 'APPLE-1', 'APPLE-3', 'FEE-1'],
    ],
    ['other product', { product: 'other', reportedOn: '2024-06-01' }, ['VOID-2', 'APPLE-1', 'FEE-1']],
    ['expired and liquid', { reportedOn: '2027-01-01', damage: ['liquid'] }, ['VOID-3', 'VOID-2', 'FEE-1']],
    [
      'all at once',
      { reportedOn: '2024-06-01', country: 'SE', damage: ['liquid', 'impact'] },
      ['VOID-1', 'VOID-3', 'VOID-2', 'APPLE-3', 'FEE-1'],
    ],
    ['liquid in year one', { damage: ['liquid'] }, ['VOID-3', 'WORDER', 'FEE-1']],
    ['impact', { damage: ['impact'] }, ['VOID-1', 'WORDER', 'FEE-1']],
    ['crushed screen', { damage: ['crushed-screen'] }, ['VOID-1', 'WORDER', 'FEE-1']],
    ['both of VOID-1 once', { damage: ['crushed-screen', 'impact'] }, ['VOID-1', 'WORDER', 'FEE-1']],
    ['unknown date', { purchasedOn: null }, ['WDATE']],
    ['unknown date and liquid', { purchasedOn: null, damage: ['liquid'] }, ['VOID-3', 'WORDER', 'FEE-1']],
  ])('%s', (_, over, rules) => {
    expect(rulesOf(over)).toEqual(rules)
  })

  test('carry the facts for the texts', () => {
    expect(decide({ country: 'SE', reportedOn: '2024-06-01' }).reasons).toEqual([
      { rule: 'VOID-2', variant: '', facts: { until: '2024-03-10', reportedOn: '2024-06-01' } },
      { rule: 'APPLE-3', variant: 'abroad', facts: { country: 'SE', until: '2026-03-10' } },
      { rule: 'FEE-1', variant: '', facts: { amount: 45000 } },
    ])
  })
})

describe('unknown purchase date', () => {
  test('WDATE: alone it leaves the question open and costs nothing', () => {
    expect(decide({ purchasedOn: null })).toMatchObject({
      outcome: 'undecided',
      programme: null,
      coveredUntil: null,
      remedy: null,
      diagnosisFee: 0,
    })
  })

  test.each(DAMAGES)('WORDER: %s decides without it', (damage) => {
    expect(decide({ purchasedOn: null, damage: [damage] })).toMatchObject({
      outcome: 'not-covered',
      coveredUntil: null,
      diagnosisFee: 45000,
    })
  })
})

test('WDATE: a report before the purchase is bad data, also with damage', () => {
  const error = { code: 'date.before-purchase', field: 'reportedOn', rule: 'WDATE' }
  expect(() => decide({ reportedOn: '2023-03-09' })).toThrow(expect.objectContaining(error))
  expect(() => decide({ reportedOn: '2023-03-09', damage: ['liquid'] })).toThrow(expect.objectContaining(error))
})

describe('laws', () => {
  const facts = fc
    .record({
      product: fc.constantFrom(...PRODUCTS),
      soldByUs: fc.boolean(),
      purchasedOn: fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2012-01-01', days)),
      daysLater: fc.integer({ min: 0, max: 1500 }),
      country: fc.constantFrom('NO', 'SE', 'DK', 'US'),
      damage: fc.subarray([...DAMAGES]),
    })
    .map(({ daysLater, ...rest }): WarrantyFacts => ({ ...rest, reportedOn: addDays(rest.purchasedOn, daysLater) }))

  test('covered if and only if reported before coveredUntil and nothing voids it', () => {
    fc.assert(
      fc.property(facts, (unit) => {
        const { outcome, coveredUntil } = decideWarranty(unit)
        const inTime = coveredUntil !== null && unit.reportedOn < coveredUntil
        expect(outcome).toBe(inTime && unit.damage.length === 0 ? 'covered' : 'not-covered')
      }),
      { numRuns: 1000 },
    )
  })

  test('coveredUntil depends neither on damage nor on the day of the report', () => {
    fc.assert(
      fc.property(facts, fc.subarray([...DAMAGES]), (unit, damage) => {
        const other = { ...unit, damage, reportedOn: addDays(unit.reportedOn, 400) }
        expect(decideWarranty(other).coveredUntil).toBe(decideWarranty(unit).coveredUntil)
      }),
    )
  })

  test('cover is one year, or in Norway three for a Mac and two for an iPad bought from us after 2015-01-01', () => {
    fc.assert(
      fc.property(facts, (unit) => {
        const eligible = unit.soldByUs && String(unit.purchasedOn) >= '2015-01-02' && unit.country === 'NO'
        const years = eligible ? { mac: 3, ipad: 2, other: 1 }[unit.product] : 1
        expect(decideWarranty(unit).coveredUntil).toBe(addYears(String(unit.purchasedOn), years))
      }),
      { numRuns: 1000 },
    )
  })

  test('every decision gives a reason, and the fee follows the outcome', () => {
    fc.assert(
      fc.property(facts, (unit) => {
        const decision = decideWarranty(unit)
        expect(decision.reasons.length).toBeGreaterThan(0)
        expect(decision.diagnosisFee).toBe(decision.outcome === 'not-covered' ? 45000 : 0)
        expect(decision.reasons.some((reason) => reason.rule === 'FEE-1')).toBe(decision.outcome === 'not-covered')
        expect(decision.reasons.some((reason) => reason.rule === 'VOID-2')).toBe(
          unit.reportedOn >= String(decision.coveredUntil),
        )
      }),
    )
  })
})
