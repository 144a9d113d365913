import { expect, test } from 'vitest'
import { compared, percentile } from './result.ts'

test('the 95th percentile of 1 to 100 is 95, of one sample the sample itself', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(percentile(samples, 0.95)).toBe(95)
  expect(percentile([7], 0.95)).toBe(7)
})

test.each([
  ['lower', 2, true],
  ['lower', 1.9, false],
  ['higher', 2, true],
  ['higher', 2.1, false],
] as const)('a ratio of 2 that should be %s than %d is ok: %s', (better, goal, ok) => {
  expect(compared('x', 'ms', [4, 4], [2, 2], goal, better)).toMatchObject({ ratio: 2, ok })
})
