import fc from 'fast-check'
import { expect, test } from 'vitest'
import { swapTarget } from '../rules/index.ts'

test.each([
  [0, 0],
  [1, 1],
  [12, 1],
  [13, 2],
  [25, 2],
  [26, 3],
  [100, 8],
  [400, 32],
  [401, 33],
  [412, 33],
  [413, 34],
  [Number.MAX_SAFE_INTEGER, 720575940379280],
])('SMART-4: a fleet of %i needs %i swap phones', (fleet, target) => {
  expect(swapTarget({ fleet })).toEqual({
    target,
    reasons: [{ rule: 'SMART-4', variant: '', facts: { fleet, target, percent: 8 } }],
  })
})

test('SMART-4: the target is the least whole number that is 8 % of the fleet or more', () => {
  fc.assert(
    fc.property(fc.nat(), (fleet) => {
      const { target } = swapTarget({ fleet })
      expect(BigInt(target) * 100n >= BigInt(fleet) * 8n).toBe(true)
      expect(BigInt(target - 1) * 100n < BigInt(fleet) * 8n).toBe(true)
    }),
  )
})
