import { expect, test } from 'vitest'
import { ERRORS } from '#shared/errors.ts'
import { REASONS } from '#shared/domain/rules/reason.ts'
import { addCoverage, expectedCoverage, NO_REFUSALS, NO_RULES, notReached } from './coverage.ts'

test('every refusal and every rule is to be reached, or it is said why not', () => {
  const { refusals, rules } = expectedCoverage()
  expect(new Set([...Object.keys(refusals), ...Object.keys(NO_REFUSALS)])).toEqual(new Set(Object.keys(ERRORS)))
  for (const rule of Object.keys(REASONS)) expect(rule in rules).toBe(!(rule in NO_RULES))
})

test('what is said to be out of reach exists', () => {
  for (const code of Object.keys(NO_REFUSALS)) expect(ERRORS).toHaveProperty([code])
  for (const rule of Object.keys(NO_RULES)) expect(REASONS).toHaveProperty([rule])
})

test('what was not reached is named', () => {
  const coverage = expectedCoverage()
  const all = notReached(coverage)
  addCoverage(coverage, { faults: { partition: 1 }, commands: {}, refusals: { 'fee.live': 2 }, rules: { 'FEE-1': 1 } })
  const without = ['faults partition', 'refusals fee.live', 'rules FEE-1']
  expect(notReached(coverage)).toEqual(all.filter((each) => !without.includes(each)))
})
