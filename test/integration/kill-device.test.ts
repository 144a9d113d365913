import { expect, test } from 'vitest'
import { killDevice } from '#test/support/kill-device.ts'
import { freshDatabase } from '#test/support/postgres.ts'

test('a data process killed again and again while it works and syncs has lost nothing that it named as saved', async () => {
  const { acknowledged, violations } = await killDevice({ kills: 10, seed: 7, databaseUrl: await freshDatabase() })
  expect(acknowledged).toBeGreaterThanOrEqual(10)
  expect(violations).toEqual([])
}, 120_000)
