import { expect, test } from 'vitest'
import { killDevice } from '#test/support/kill-device.ts'

test('a device killed again and again in the middle of its work has every case that it named as saved', async () => {
  const { acknowledged, missing, intact } = await killDevice({ kills: 10, seed: 7 })
  expect(acknowledged).toBeGreaterThanOrEqual(10)
  expect({ missing, intact }).toEqual({ missing: [], intact: true })
}, 120_000)
