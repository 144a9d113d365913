import { expect, test } from 'vitest'
import { isFresh, isGiven, SNAPSHOT_POLICY as POLICY, toRemove } from './policy.ts'

const NOW = Date.parse('2026-06-15T12:00:00.000Z')
const HOUR = 3_600_000
const made = (hoursAgo: number, more: { start?: number; epoch?: string; base?: string } = {}) => ({
  start: 1000,
  rows: 1000,
  base: 'base',
  epoch: 'all',
  builtAt: new Date(NOW - hoursAgo * HOUR).toISOString(),
  ...more,
})

test.each([
  ['just made', 0, 1000, true, true],
  ['with a few changes behind it', 1, 1050, true, true],
  ['with many', 1, 1051, false, true],
  ['with so many that rows are quicker', 1, 1301, false, false],
  ['after half a day', 12, 1000, false, true],
  ['after two days', 48, 1000, false, false],
  ['from a position that the backend has not reached', 1, 999, false, false],
])('%s', (_what, hours, position, fresh, given) => {
  const at = { nowMs: NOW, position }
  expect(isFresh(made(hours), at, POLICY)).toBe(fresh)
  expect(isGiven(made(hours), at, POLICY)).toBe(given)
})

test('the two newest of a scope stay while they are young and of this database, and no more than the number in all', () => {
  const [a, b, c] = [made(1), made(2), made(3)]
  const old = made(48, { epoch: 'other' })
  const foreign = made(1, { base: 'before the restore' })
  expect(toRemove([c, a, old, b, foreign], 'base', NOW, POLICY)).toEqual([foreign, c, old])
  const many = Array.from({ length: POLICY.most + 3 }, (_, i) => made(i, { epoch: `${i}` }))
  expect(toRemove(many, 'base', NOW, POLICY)).toEqual(many.slice(-3))
})
