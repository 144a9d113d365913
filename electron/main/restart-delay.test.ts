import { expect, test } from 'vitest'
import { restartDelayMs } from './restart-delay.ts'

test('the first restart is at once, further ones wait longer, up to half a minute', () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 9].map((n) =>
    restartDelayMs(
      Array.from({ length: n }, () => 1000),
      1000,
    ),
  )
  expect(delays).toEqual([100, 500, 2000, 5000, 15000, 30000, 30000, 30000])
})
test('after a quiet minute it starts at once again', () => {
  expect(restartDelayMs([0, 100, 200], 61_000)).toBe(100)
})
