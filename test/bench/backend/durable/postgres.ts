import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '#backend/demo/random.ts'
import { command, Desk, intake } from '#test/support/backend-node.ts'
import {
  fillForCrowd,
  type KillablePostgres,
  killablePostgres,
  looker,
  startNodeProcess,
} from '#test/support/backend-stage.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { Disk, type Unsynced } from './disk.ts'
import type { Durability } from './durability.ts'
import { type Call, readTrace, TRACED } from './trace.ts'

const PUSHES = 30
/** After these the power fails. Each is a start of PostgreSQL. */
const FAILURES: readonly { readonly after: number; readonly unsynced: Unsynced }[] = [
  { after: 1, unsynced: 'dropped' },
  { after: 17, unsynced: createRandom(1) },
  { after: PUSHES, unsynced: 'dropped' },
]
const ATTACH_MS = 1_000
const CALLS = 'trace=fsync,fdatasync,pwrite64,pwritev,ftruncate'

type Push = { readonly id: string; readonly sentAt: number; readonly answeredAt: number }

/**
 * Commands are pushed to a node one by one; at any answer the power may fail. The disk then holds what PostgreSQL's folder held before
 * the first, and of its write-ahead log what was synced since. Pages of tables that were written since are always dropped.
 */
export async function postgresDurability(): Promise<Durability> {
  const folder = tempFolder('durable')
  const postgres = await killablePostgres()
  try {
    const before = join(folder.path, 'before')
    const { pushes, calls } = await tracePushes(postgres, before, join(folder.path, 'strace.log'))
    const syncs = calls.filter(({ name }) => name.endsWith('sync'))
    const unsynced = pushes.filter(
      ({ sentAt, answeredAt }) => !syncs.some(({ at }) => at >= sentAt && at <= answeredAt),
    ).length
    const lostAfter = async (nth: number, fate: Unsynced, kept: (call: Call) => boolean): Promise<number> => {
      const answered = pushes.slice(0, nth)
      const until = answered.at(-1)?.answeredAt ?? 0
      const taken = calls.filter((call) => call.at <= until && kept(call))
      return missing(postgres, before, diskAfter(taken, postgres.folder, before).after(fate), answered)
    }
    let lost = 0
    for (const { after, unsynced: fate } of FAILURES) lost += await lostAfter(after, fate, () => true)
    const lostWithoutSync = await lostAfter(PUSHES, 'dropped', ({ name }) => !name.endsWith('sync'))
    return { acknowledged: pushes.length, unsynced, failures: FAILURES.length, lost, lostWithoutSync }
  } finally {
    await postgres.remove()
    folder.remove()
  }
}

async function tracePushes(
  postgres: KillablePostgres,
  before: string,
  log: string,
): Promise<{ readonly pushes: readonly Push[]; readonly calls: readonly Call[] }> {
  await fillForCrowd(postgres.directUrl())
  const node = await startNodeProcess(postgres.directUrl())
  try {
    const desk = await Desk.signIn(node.url)
    await desk.push([command('case.register', intake())])
    const pool = looker(postgres.directUrl())
    await pool.query('checkpoint')
    await pool.end()
    copyFolder(postgres.folder, before)
    const children = spawnSync('pgrep', ['-P', String(postgres.pid()), '-d', ','], { encoding: 'utf8' }).stdout.trim()
    const traced = spawn('strace', [...TRACED, '-e', CALLS, '-o', log, '-p', `${postgres.pid()},${children}`], {
      stdio: 'ignore',
    })
    const exit = once(traced, 'exit')
    await sleep(ATTACH_MS)
    const pushes: Push[] = []
    for (let i = 0; i < PUSHES; i++) {
      const one = command('case.register', intake())
      const sentAt = Date.now()
      await desk.push([one])
      pushes.push({ id: one.id, sentAt, answeredAt: Date.now() + 1 })
      await sleep(20)
    }
    traced.kill('SIGINT')
    await exit
    return { pushes, calls: readTrace(log).filter(({ path }) => isLog(path)) }
  } finally {
    await node.stop()
  }
}

const isLog = (path: string): boolean => /pg_wal\/[0-9A-F]{24}$/.test(path)

/** The write-ahead log, as the disk held it in the beginning and has been told since. */
function diskAfter(calls: readonly Call[], folder: string, before: string): Disk {
  const disk = new Disk(
    isLog,
    new Map(
      [...new Set(calls.map(({ path }) => path))].map((path) => [path, readFileSync(path.replace(folder, before))]),
    ),
  )
  for (const call of calls) disk.take(call)
  return disk
}

/** What is not in the log when PostgreSQL starts on what the disk holds. */
async function missing(
  postgres: KillablePostgres,
  before: string,
  files: ReadonlyMap<string, Buffer>,
  answered: readonly Push[],
): Promise<number> {
  await postgres.kill()
  rmSync(postgres.folder, { recursive: true })
  copyFolder(before, postgres.folder)
  rmSync(join(postgres.folder, 'postmaster.pid'), { force: true })
  for (const [path, content] of files) {
    writeFileSync(path, content)
    const { uid, gid } = statSync(dirname(path))
    chownSync(path, uid, gid)
  }
  await postgres.start()
  const pool = looker(postgres.directUrl())
  const { rows } = await pool.query<{ id: string }>('select id from command_log')
  await pool.end()
  const there = new Set(rows.map(({ id }) => id))
  return answered.filter(({ id }) => !there.has(id)).length
}

/** With owners and modes: PostgreSQL is particular about them. */
function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to])
}
