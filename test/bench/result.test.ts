import { expect, test } from 'vitest'
import { toMarkdown } from './report.ts'
import { compared, measured, notHad, percentile } from './result.ts'

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

test('a goal on the figure judges the figure, whatever the ratio', () => {
  const q = { name: 'x', unit: 'ms', ours: [4, 4], limit: [1, 1], goal: 5, goalOn: 'figure' } as const
  expect(measured(q)).toMatchObject({ figure: 4, ratio: 4, goalOn: 'figure', ok: true })
  expect(measured({ ...q, goal: 3 }).ok).toBe(false)
})

test('a peer that could not be had is neither met nor missed, and says why', () => {
  const result = notHad('queue-vs-peer', 'ms', 50, 'not installed')
  expect(result).toMatchObject({ ok: null, figure: null, reason: 'not installed' })
  expect(toMarkdown([result])).toContain('not installed')
})
