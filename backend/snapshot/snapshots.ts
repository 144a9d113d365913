import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { endThread } from '#shared/lib/end-thread.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import type { Database } from '../database/connect.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { currentPosition } from '../services/pull.ts'
import { epochFor, type Scope } from '../services/scope.ts'
import type { Built } from './build-snapshot.ts'
import type { ThreadOrder } from './build-thread.ts'
import { isFresh, isGiven, SNAPSHOT_POLICY, type SnapshotPolicy, toRemove } from './policy.ts'
import { type Kept, openShelf } from './shelf.ts'

export type Asked = {
  readonly scope: Scope
  /** How many migrations the device's file has seen. */
  readonly schema: number
  /** A snapshot of which the device has some already. */
  readonly begun?: string | undefined
}

/**
 * Ready-made files, one for all people of the same scope. They are made when somebody asks and none is fresh: who asked first gets
 * rows. Each node has its own; losing them costs nothing.
 */
export type Snapshots = {
  readonly offer: (asked: Asked) => Promise<Snapshot | null>
  /** Where its bytes are; null: gone, or of another scope than the reader's. */
  readonly find: (id: string, scope: Scope) => { readonly path: string; readonly bytes: number } | null
  /** Resolves when nothing is being made. */
  readonly idle: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Deps = {
  readonly db: Database
  readonly databaseUrl: string
  readonly folder: string
  readonly epoch: () => string
  readonly clock: Clock
  readonly logger: Logger
  readonly policy?: Partial<SnapshotPolicy> | undefined
  /** Makes one; in a thread of its own if absent. */
  readonly make?: ((order: ThreadOrder) => Promise<Built | null>) | undefined
}

/** The thread and the device's migrations, where this program has them: a bundle has not, and the app's own backend needs none. */
const THREAD = join(import.meta.dirname, 'build-thread.ts')
const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
export const canBuild = (): boolean => existsSync(THREAD) && existsSync(MIGRATIONS)

/** A statement that is under way, over a million cases, is not waited for; nothing of the file is needed. */
const STOP_MS = 5_000

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

export function createSnapshots(deps: Deps): Snapshots {
  const { db, folder, clock, logger } = deps
  const policy = { ...SNAPSHOT_POLICY, ...deps.policy }
  const shelf = openShelf(folder)
  const nowMs = (): number => clock.now().getTime()
  const notBefore = new Map<string, number>()
  const waiting = new Map<string, Scope>()
  let working: Promise<void> | null = null
  let thread: Worker | null = null
  let stopped = false

  const prune = (): void => {
    for (const { id } of toRemove(shelf.all(), deps.epoch(), nowMs(), policy)) shelf.remove(id)
  }
  prune()

  function want(epoch: string, scope: Scope): void {
    if (stopped || waiting.has(epoch) || (notBefore.get(epoch) ?? 0) > nowMs()) return
    waiting.set(epoch, scope)
    working ??= work().finally(() => (working = null))
  }

  async function work(): Promise<void> {
    for (const [epoch, scope] of waiting) {
      notBefore.set(epoch, nowMs() + policy.againMs)
      await build(epoch, scope).catch((error: Error) => logger.warn({ problem: error.name }, 'no snapshot was made'))
      waiting.delete(epoch)
      if (stopped) return
    }
  }

  async function build(epoch: string, scope: Scope): Promise<void> {
    const [base, beganMs] = [deps.epoch(), nowMs()]
    const builtAt = clock.now().toISOString()
    const order = { databaseUrl: deps.databaseUrl, scope, migrations: MIGRATIONS, folder, minRows: policy.minRows }
    const built = await (deps.make ?? inThread)(order)
    if (built === null || stopped || base !== deps.epoch()) return
    const { path, ...described } = built
    const kept: Kept = { ...described, epoch, base, builtAt, buildMs: nowMs() - beganMs }
    shelf.add(kept, path)
    notBefore.delete(epoch)
    prune()
    const { rows, bytes, fileBytes, buildMs } = kept
    logger.info({ rows, bytes, fileBytes, buildMs }, 'a snapshot was made')
  }

  function inThread(order: ThreadOrder): Promise<Built | null> {
    return new Promise((resolve, reject) => {
      const started = new Worker(THREAD, { workerData: order })
      thread = started
      let built: Built | null = null
      started.once('message', (message: Built | null) => {
        built = message
      })
      started.once('error', reject)
      started.once('exit', (code) => {
        thread = null
        if (code === 0) resolve(built)
        else reject(new Error(`the thread ended with ${code}`))
      })
    })
  }

  return {
    offer: async ({ scope, schema, begun }) => {
      const epoch = epochFor(deps.epoch(), scope)
      const at = { nowMs: nowMs(), position: await currentPosition(db) }
      const own = shelf
        .all()
        .filter((kept) => kept.epoch === epoch && kept.schema === schema && isGiven(kept, at, policy))
        .sort((a, b) => b.builtAt.localeCompare(a.builtAt))
      const [newest] = own
      if (newest === undefined || !isFresh(newest, at, policy)) want(epoch, scope)
      const given = own.find(({ id }) => id === begun) ?? newest
      if (given === undefined) return null
      const { base: _base, buildMs: _buildMs, ...told } = given
      return told
    },
    find: (id, scope) => {
      const kept = shelf.all().find((each) => each.id === id)
      if (kept === undefined || kept.epoch !== epochFor(deps.epoch(), scope)) return null
      return { path: shelf.path(id), bytes: kept.bytes }
    },
    idle: async () => {
      await working
    },
    stop: async () => {
      stopped = true
      if (thread !== null) await endThread(thread, 'stop', after, STOP_MS)
      await working
    },
  }
}
