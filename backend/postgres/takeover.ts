import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../lib/logger.ts'

/** Held by a living backend in its own cluster; a cluster that runs without it was left behind by one that died. */
const OWNER_LOCK = 7_205_759_403

/** What `postmaster.pid` says of a cluster that runs or was killed. */
type Postmaster = { readonly pid: number; readonly port: number }

/** A connection that marks the cluster as ours for as long as we live. */
export async function holdOwnership(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'skranke owner' })
  await client.connect()
  client.on('error', () => {})
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [OWNER_LOCK])
  if (rows[0]?.held) return client
  await client.end()
  throw new Error('Another backend owns this cluster.')
}

/**
 * Makes way for a new start in this folder: a PostgreSQL whose backend was killed is stopped, the trace of a dead one removed.
 * Fails if a living backend works there.
 */
export async function takeOver(dataFolder: string, password: string, logger: Logger): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid')
  const found = readPostmaster(file)
  if (found === undefined) return
  if (!isPostmasterOf(found.pid, dataFolder)) {
    logger.info({ pid: found.pid }, 'removing the trace of a PostgreSQL that was killed')
    rmSync(file, { force: true })
    return
  }
  if (await hasLivingOwner(found.port, password))
    throw new Error(
      `Another backend is running on ${dataFolder} (PostgreSQL process ${found.pid}). Stop it first, or give another --data folder.`,
    )
  logger.info({ pid: found.pid }, 'stopping the PostgreSQL that a killed backend left behind')
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    tryKill(found.pid, signal)
    if (await isGone(found.pid, dataFolder, seconds * 1000)) return
  }
  throw new Error(`PostgreSQL process ${found.pid} in ${dataFolder} does not stop.`)
}

function readPostmaster(file: string): Postmaster | undefined {
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 1 ? { pid, port: Number(lines[3]) } : { pid: -1, port: 0 }
}

/** The process id may belong to something else by now: only a process that works in this folder is ours. */
function isPostmasterOf(pid: number, dataFolder: string): boolean {
  if (pid < 2) return false
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder)
    if (process.platform === 'win32')
      return execFileSync('tasklist', ['/fi', `pid eq ${pid}`], { encoding: 'utf8' }).includes('postgres')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(dataFolder)
  } catch {
    return false
  }
}

async function hasLivingOwner(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'skranke',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [OWNER_LOCK])
    return rows[0]?.free === false
  } catch {
    return false // It is going down already.
  } finally {
    await client.end().catch(() => {})
  }
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {}
}

async function isGone(pid: number, dataFolder: string, forMs: number): Promise<boolean> {
  for (const end = Date.now() + forMs; Date.now() < end; await sleep(50))
    if (!isPostmasterOf(pid, dataFolder)) return true
  return false
}
