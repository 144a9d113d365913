import { killUnderLoad } from '#test/support/backend-kills.ts'
import { killablePostgres } from '#test/support/backend-stage.ts'
import { killDevice } from '#test/support/kill-device.ts'
import type { BenchResult } from '../result.ts'

const DEVICE_KILLS = 200
const BACKEND_KILLS = 50

/** What was acknowledged and is missing after the data process was killed at 200 random instants, while it works and syncs. */
export async function benchKillDevice(): Promise<BenchResult[]> {
  const postgres = await killablePostgres()
  try {
    const seed = Date.now() % 2 ** 31
    const { acknowledged, conflicts, violations } = await killDevice({
      kills: DEVICE_KILLS,
      seed,
      databaseUrl: postgres.url,
    })
    for (const violation of violations) process.stderr.write(`${violation}\n`)
    const about = `${DEVICE_KILLS} SIGKILLs while it works and syncs; ${conflicts} acts are conflicts in the end`
    return [toldOf('kill-device', violations.length, acknowledged, about)]
  } finally {
    await postgres.remove()
  }
}

/** What does not hold after nodes, and every tenth time PostgreSQL, were killed under load at 50 random instants. */
export async function benchKillBackend(): Promise<BenchResult[]> {
  const { violations, commands, sentAgain } = await killUnderLoad({
    kills: BACKEND_KILLS,
    postgresEvery: 10,
    seed: Date.now() % 2 ** 31,
  })
  for (const violation of violations) process.stderr.write(`${violation}\n`)
  const about = `${BACKEND_KILLS} SIGKILLs under load, every tenth of PostgreSQL; ${sentAgain} requests sent again`
  return [toldOf('kill-backend', violations.length, commands, about)]
}

const toldOf = (name: string, missing: number, acknowledged: number, about: string): BenchResult => ({
  name,
  unit: 'missing or wrong',
  figure: missing,
  limit: null,
  ratio: null,
  better: 'lower',
  goal: 0,
  goalOn: 'figure',
  ok: missing === 0,
  p50: null,
  p95: null,
  limitP50: null,
  n: acknowledged,
  about,
})
