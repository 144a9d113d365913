import { expect, test } from 'vitest'
import { coverageOf, type PurchaseFacts } from './coverage.ts'

const aPurchase = (over: Partial<PurchaseFacts> = {}): PurchaseFacts => ({
  product: 'mac',
  soldByUs: true,
  purchasedOn: '2024-05-02',
  country: 'NO',
  ...over,
})

test('APPLE-3: the extended years follow the standard one without a gap', () => {
  expect(coverageOf(aPurchase())).toEqual({
    standard: { from: '2024-05-02', until: '2025-05-02' },
    extended: { from: '2025-05-02', until: '2027-05-02' },
    coveredUntil: '2027-05-02',
    extendedElsewhere: null,
    whyNotExtended: [],
  })
})

test('APPLE-3: abroad the extended years are shown as lost, with the reason', () => {
  const coverage = coverageOf(aPurchase({ product: 'ipad', country: 'SE' }))
  expect(coverage).toMatchObject({
    extended: null,
    coveredUntil: '2025-05-02',
    extendedElsewhere: { from: '2025-05-02', until: '2026-05-02' },
  })
  expect(coverage.whyNotExtended.map((why) => why.rule)).toEqual(['APPLE-3'])
})

test('APPLE-1: every reason why a unit never had extended years is given', () => {
  const coverage = coverageOf(aPurchase({ soldByUs: false, purchasedOn: '2014-12-31' }))
  expect(coverage.extendedElsewhere).toBeNull()
  expect(coverage.whyNotExtended.map((why) => why.variant)).toEqual(['notOurs', 'tooEarly'])
})

test('APPLE-1: another product has none anywhere', () => {
  const coverage = coverageOf(aPurchase({ product: 'other', country: 'SE' }))
  expect(coverage).toMatchObject({ extended: null, extendedElsewhere: null, coveredUntil: '2025-05-02' })
  expect(coverage.whyNotExtended.map((why) => why.variant)).toEqual(['otherProduct'])
})
