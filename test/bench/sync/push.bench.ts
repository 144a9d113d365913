import { countWaiting } from '#db/outbox.ts'
import { submitCommand } from '#electron/data/services/submit-command.ts'
import { type BenchResult, measured } from '../result.ts'
import { type Device, openDevice, turn } from './device.ts'
import { type Source, withSource } from './source.ts'

export const EDITS = 2_000
/** As many cases are open as there are edits: each edits a case of its own. */
export const DESK = { cases: 20_000, openShare: 0.12 } as const
const ROUNDS = 3

/** What was changed without a network: sent, decided by the backend on PostgreSQL with its timeline, and confirmed by its rows. */
export async function benchPush(): Promise<BenchResult[]> {
  return withSource(DESK, async (source) => {
    const { first, later } = await pushRates(source)
    return [
      measured({
        name: 'push',
        unit: 'edits/s',
        ours: later,
        goal: null,
        better: 'higher',
        about: `${EDITS} edits made offline, each a durable commit at the backend with its timeline entry, until none waits; the first ones after a first fill ${Math.round(first)}`,
      }),
    ]
  })
}

/** Edits a second. */
export type PushRates = {
  /** The first push of a device that has just filled itself. */
  readonly first: number
  readonly later: readonly number[]
}

export async function pushRates({ url, folder }: Source): Promise<PushRates> {
  const device = await openDevice(url, folder)
  try {
    await turn(device)
    const rates: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      edit(device, round)
      const start = performance.now()
      while (countWaiting(device.profile.db) > 0) await turn(device)
      rates.push((EDITS / (performance.now() - start)) * 1000)
    }
    const [first = 0, ...later] = rates
    return { first, later }
  } finally {
    await device.close()
  }
}

/** Another mobile number for each of as many open cases. */
function edit({ profile }: Device, round: number): void {
  const cases = profile.db.all<{ id: string; mobile: string | null }>(
    'select id, mobile from service_case where open = 1 order by rid desc limit ?',
    EDITS,
  )
  if (cases.length < EDITS) throw new Error(`only ${cases.length} cases are open`)
  for (const [i, target] of cases.entries()) {
    const to = `+474${String(round * 1_000_000 + i).padStart(7, '0')}`
    const answer = submitCommand(profile, {
      name: 'case.edit',
      args: { caseId: target.id, field: 'mobile', from: target.mobile, to },
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  }
}
