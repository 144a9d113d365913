import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelayMs } from './retry-delay.ts'

test('the pause grows from a second to a minute and is never outside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const ms = retryDelayMs(failures, random)
        expect(ms).toBeGreaterThanOrEqual(1_000)
        expect(ms).toBeLessThanOrEqual(60_000)
      },
    ),
  )
  expect([1, 2, 3, 7].map((failures) => retryDelayMs(failures, 0.999))).toEqual([1000, 1999, 3998, 59970])
})
