import { setTimeout as sleep } from 'node:timers/promises'
import { listQueue } from '#db/queries/queue.ts'
import { type BenchResult, measured } from '../result.ts'
import { DATASET_NOW } from '../dataset/a-case.ts'
import { openDevice, turn, type Device } from './device.ts'
import { rawFill } from './raw-fill.ts'
import { type Source, withSource } from './source.ts'

export const FILL_SIZES = [20_000, 200_000] as const
const PAGE = 50

/** What was seen of one fill, times in ms. */
export type Fill = {
  readonly ms: number
  /** Until the first page of a queue was there, with what belongs to its cases. */
  readonly usableMs: number
  /** Reads of a queue while it ran. */
  readonly reads: readonly number[]
  /** Reads of the same queue afterwards, with nothing going on. */
  readonly idle: readonly number[]
  /** From when everything was there but what had changed meanwhile. */
  readonly catchUpMs: number
  /** The longest that an act of the person would have waited for the file. */
  readonly writes: readonly number[]
}

/** A first fill of 20,000 and of 200,000 cases, with every index and search ready and the person at work meanwhile. */
export async function benchFirstFill(sizes: readonly number[] = FILL_SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const cases of sizes)
    results.push(
      ...(await withSource({ cases }, async (source) => {
        const fills: Fill[] = []
        const raws: number[] = []
        for (let i = 0; i < (cases > 50_000 ? 1 : 3); i++) {
          fills.push(await aFill(source))
          raws.push(await rawFill(source.file, source.folder))
        }
        return judged(source, fills, raws)
      })),
    )
  return results
}

function judged({ cases, rows }: Source, fills: readonly Fill[], raws: readonly number[]): BenchResult[] {
  const name = `first-fill-${cases / 1000}k`
  const rate = (ms: number): number => (rows / ms) * 1000
  return [
    measured({
      name: cases === FILL_SIZES[0] ? 'first-fill' : name,
      unit: 'rows/s',
      ours: fills.map(({ ms }) => rate(ms)),
      limit: raws.map(rate),
      goal: 0.6,
      better: 'higher',
      about: `${rows} rows of ${cases} cases from PostgreSQL, beside the same rows from a file by a bare Fastify, indexes and search built afterwards`,
    }),
    measured({ name: `${name}-usable`, unit: 'ms', ours: fills.map(({ usableMs }) => usableMs), goal: null }),
    measured({
      name: `${name}-reads`,
      unit: 'ms',
      ours: fills.flatMap(({ reads }) => reads),
      limit: fills.flatMap(({ idle }) => idle),
      goal: 2,
      about: 'a page of a queue while the fill runs, beside the same with nothing going on',
    }),
    measured({
      name: `${name}-writes`,
      unit: 'ms',
      ours: fills.flatMap(({ writes }) => writes),
      goal: null,
      about: 'how long a durable write of the person takes while the fill runs',
    }),
  ]
}

/** One fill of an empty device, with the person reading and writing meanwhile. */
export async function aFill({ url, folder }: Pick<Source, 'url' | 'folder'>, worthRows?: number): Promise<Fill> {
  const device = await openDevice(url, folder, worthRows)
  try {
    const start = performance.now()
    const state = { running: true }
    const filling = turn(device).finally(() => {
      state.running = false
    })
    let [usableMs, catchUpFrom] = [0, 0]
    const reads: number[] = []
    const writes: number[] = []
    while (state.running) {
      const before = performance.now()
      const page = readQueue(device)
      if (catchUpFrom === 0 && device.profile.db.value('select filled from sync_state') === 1) catchUpFrom = before
      if (page >= PAGE) {
        if (usableMs === 0) usableMs = performance.now() - start
        reads.push(performance.now() - before)
      }
      if (reads.length % 20 === 1)
        writes.push(
          timed(() => device.profile.db.run(`insert or replace into setting (key, value) values ('bench', ?)`, before)),
        )
      await sleep(5)
    }
    await filling
    const ms = performance.now() - start
    const catchUpMs = catchUpFrom === 0 ? 0 : start + ms - catchUpFrom
    const idle: number[] = []
    for (let i = 0; i < 300; i++) {
      idle.push(timed(() => readQueue(device)))
      await sleep(5)
    }
    return { ms, usableMs, reads, idle, writes, catchUpMs }
  } finally {
    await device.close()
  }
}

const readQueue = ({ profile }: Device): number =>
  listQueue(profile.db, {
    queue: 'unassigned',
    sort: 'newest',
    after: null,
    limit: PAGE,
    me: profile.user.id,
    now: DATASET_NOW,
  }).items.length

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
