import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appError } from '#shared/errors.ts'
import { busyUntilAfter, retryDelayMs } from './retry-delay.ts'

const chance = fc.double({ min: 0, max: 0.999, noNaN: true })

test('the pause grows from a second to a minute and is never outside', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), chance, (failures, random) => {
      const ms = retryDelayMs(failures, random)
      expect(ms).toBeGreaterThanOrEqual(1_000)
      expect(ms).toBeLessThanOrEqual(60_000)
    }),
  )
  expect([1, 2, 3, 7].map((failures) => retryDelayMs(failures, 0.999))).toEqual([1000, 1999, 3998, 59970])
})

test('a busy backend is not asked again before the time it named, and not by all at once', () => {
  const busy = appError('server.busy', { facts: { afterSeconds: 20 } })
  fc.assert(
    fc.property(chance, (random) => {
      const ms = retryDelayMs(1, random, busy)
      expect(ms).toBeGreaterThanOrEqual(20_000)
      expect(ms).toBeLessThanOrEqual(30_000)
    }),
  )
  expect(retryDelayMs(1, 0, busy)).not.toBe(retryDelayMs(1, 0.9, busy))
  expect(retryDelayMs(1, 0, appError('network.offline'))).toBe(1_000)
})

test('a person is told when a busy backend is asked again, and of nothing else', () => {
  const busy = appError('server.busy', { facts: { afterSeconds: 20 } })
  expect(busyUntilAfter(busy, 0)).toBe('1970-01-01T00:00:20.000Z')
  expect(busyUntilAfter(appError('server.busy'), 0)).toBe('1970-01-01T00:00:01.000Z')
  expect(busyUntilAfter(appError('network.offline'), 0)).toBeNull()
})
