import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { connect } from '#backend/database/connect.ts'
import { migrationsFolder, prepareDatabase } from '#backend/database/migrate.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { type Cluster, startCluster } from '#backend/postgres/cluster.ts'
import { clusterFolder } from '#backend/postgres/place.ts'
import { systemUser } from '#backend/postgres/system-user.ts'
import { putReferenceRows } from '#backend/services/reference.ts'
import { PEOPLE, REFERENCE } from '#test/simulation/world/people.ts'
import { TEST_SECRET } from './backend-node.ts'
import { bounded } from './bounded.ts'
import { type Cable, layCable } from './cable.ts'
import { tempFolder } from './temp-folder.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const START_MS = 60_000

/** A PostgreSQL of its own that can be killed and started again at the same address. */
export type KillablePostgres = {
  readonly url: string
  /** Past the line that stays the same: good until it is killed. */
  readonly directUrl: () => string
  readonly pid: () => number
  readonly folder: string
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly remove: () => Promise<void>
}

export async function killablePostgres(): Promise<KillablePostgres> {
  const folder = tempFolder('killable')
  const home = join(folder.path, 'backend')
  mkdirSync(home, { mode: 0o755 })
  const logger = createLogger('silent')
  const data = join(clusterFolder(home, systemUser()), 'data')
  let cluster: Cluster | undefined = await startCluster(home, logger)
  const line: Cable = await layCable(cluster.url())
  const url = new URL(cluster.url())
  url.port = new URL(line.url).port
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const stop = async () => {
    await cluster?.stop()
    cluster = undefined
  }
  return {
    url: url.toString(),
    directUrl: () => cluster?.url() ?? '',
    pid,
    folder: data,
    stop,
    kill: async () => {
      process.kill(pid(), 'SIGKILL')
      await stop()
    },
    start: async () => {
      cluster = await startCluster(home, logger)
      line.moveTo(cluster.url())
    },
    remove: async () => {
      await stop()
      await line.cut()
      folder.remove()
    },
  }
}

/** Tables, people and reference rows, and no case yet. All have the password of the demo people. */
export async function fillForCrowd(url: string): Promise<void> {
  await prepareDatabase(url, migrationsFolder(undefined))
  const db = connect(url, createLogger('silent'))
  const password = await hash('skranke-demo', { memoryCost: 64, timeCost: 1, parallelism: 1 })
  await putReferenceRows(db, REFERENCE)
  for (const { id, username, name, initials, role, scope } of Object.values(PEOPLE))
    await db.$client.query(
      `insert into app_user (id, username, name, initials, role, scope, password_hash) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, username, name, initials, role, scope === 'all' ? null : JSON.stringify(scope), password],
    )
  await db.$client.end()
}

/** Connections of a test, which outlive a PostgreSQL that is killed. */
export function looker(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pool.on('error', () => {})
  return pool
}

export type NodeProcess = { readonly url: string; readonly child: ChildProcess; readonly stop: () => Promise<void> }

/** A node as its own process, so that it can be killed. */
export function startNodeProcess(databaseUrl: string, more: readonly string[] = []): Promise<NodeProcess> {
  const folder = tempFolder('node')
  return startProcess(join(ROOT, 'backend/main.ts'), ['--data', folder.path, ...more], {
    DATABASE_URL: databaseUrl,
    SKRANKE_SECRET_KEY: TEST_SECRET,
    SKRANKE_DEMO: '0',
    SKRANKE_LOG: 'silent',
    SKRANKE_REQUESTS_A_MINUTE: '1000000',
    SKRANKE_SIGN_INS_A_MINUTE: '1000000',
  })
}

/** A program that says where it listens. */
export async function startProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<NodeProcess> {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const found = /^listening on (\S+)$/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  try {
    return { url: await bounded('the start of a program', START_MS, url), child, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
