import { setTimeout as sleep } from 'node:timers/promises'
import { countWaiting } from '#db/outbox.ts'
import { submitCommand } from '#electron/data/services/submit-command.ts'
import { createSnapshotClient } from '#electron/data/sync/snapshot-client.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import { type BenchResult, measured } from '../result.ts'
import { type Device, openDevice, turn } from './device.ts'
import { aFill, type Fill, FILL_SIZES } from './first-fill.bench.ts'
import { type Source, withSource } from './source.ts'

/** Edits that others have made since the snapshot: what a device that begins with it has to catch up. */
const EDITS = 200
const GOAL = 5

/** A first fill by a ready-made file, beside the same fill row by row from the same backend. */
export async function benchFirstFillSnapshot(sizes: readonly number[] = FILL_SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const cases of sizes) results.push(...(await withSource({ cases, snapshots: true }, compare)))
  return results
}

async function compare(source: Source): Promise<BenchResult[]> {
  const other = await openDevice(source.url, source.folder)
  try {
    const beganMs = performance.now()
    const snapshot = await made(source, other)
    const buildMs = performance.now() - beganMs
    const byRows = [await aFill(source, Number.POSITIVE_INFINITY)]
    await turn(other)
    await edit(other)
    const fills: Fill[] = []
    for (let i = 0; i < 3; i++) fills.push(await aFill(source))
    const ageMs = Date.now() - Date.parse(snapshot.builtAt)
    if (source.cases < 50_000) byRows.push(await aFill(source, Number.POSITIVE_INFINITY))
    return judged(source, snapshot, fills, byRows, { buildMs, ageMs })
  } finally {
    await other.close()
  }
}

function judged(
  { cases, rows }: Source,
  { bytes, fileBytes }: Snapshot,
  fills: readonly Fill[],
  byRows: readonly Fill[],
  { buildMs, ageMs }: { buildMs: number; ageMs: number },
): BenchResult[] {
  const isFirst = cases === FILL_SIZES[0]
  const name = isFirst ? 'first-fill-snapshot' : `first-fill-snapshot-${cases / 1000}k`
  const rate = ({ ms }: Fill): number => (rows / ms) * 1000
  const told = (what: string, unit: string, ours: readonly number[], about: string): BenchResult =>
    measured({ name: `${name}-${what}`, unit, ours, goal: null, about })
  const usable = fills.map((fill) => fill.usableMs)
  const catchUp = fills.map((fill) => fill.catchUpMs)
  return [
    measured({
      name,
      unit: 'rows/s',
      ours: fills.map(rate),
      limit: byRows.map(rate),
      goal: isFirst ? null : GOAL,
      better: 'higher',
      about: `${rows} rows of ${cases} cases and what changed since, beside the same row by row; both through a thread`,
    }),
    told('usable', 'ms', usable, 'until the first page of a queue was there'),
    told('catch-up', 'ms', catchUp, `what ${EDITS} edits of others changed since the file was made`),
    told('build', 'ms', [buildMs], 'from the first question to the offer, on the same machine'),
    told('age', 'ms', [ageMs], 'of the file when it was taken last'),
    told('size', 'MB', [bytes / 1e6], `of a file of ${Math.round(fileBytes / 1e6)} MB`),
  ]
}

/** Asks until there is one. */
async function made({ url }: Source, { profile, tokens }: Device): Promise<Snapshot> {
  const client = createSnapshotClient({ url: () => url })
  const schema = profile.db.value<number>('pragma user_version') ?? 0
  for (;;) {
    const token = await tokens.get()
    if (!token.ok) throw new Error(token.error.code)
    const answer = await client.offer({ schema, begun: null }, token.value)
    if (!answer.ok) throw new Error(answer.error.code)
    if (answer.value !== null) return answer.value
    await sleep(250)
  }
}

async function edit(device: Device): Promise<void> {
  const { db } = device.profile
  const cases = db.all<{ id: string; mobile: string | null }>(
    'select id, mobile from service_case where open = 1 limit ?',
    EDITS,
  )
  for (const [i, { id, mobile }] of cases.entries()) {
    const args = { caseId: id, field: 'mobile' as const, from: mobile, to: `+4741${String(i).padStart(6, '0')}` }
    const answer = submitCommand(device.profile, { name: 'case.edit', args })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  }
  while (countWaiting(db) > 0) await turn(device)
}
