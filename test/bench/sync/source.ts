import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, constants, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { migrationsFolder, prepareDatabase } from '#backend/database/migrate.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { startCluster } from '#backend/postgres/cluster.ts'
import { type SourceRows, sourceRows } from './source-rows.ts'

const ROOT = join(import.meta.dirname, '../../..')
export const PERSON = { username: 'bench', password: 'only-for-benchmarks' } as const

export type Source = {
  /** The real backend, a process of its own on a real PostgreSQL. */
  readonly url: string
  readonly databaseUrl: string
  readonly rows: number
  readonly cases: number
  /** The same rows as lines of JSON, `["table",{…}]`, reference data first. */
  readonly file: string
  readonly folder: string
  /** The most memory that the backend's process had, kB. */
  readonly backendPeakKb: () => number
}

type Size = {
  readonly cases: number
  readonly rows?: number
  /** See {@link generateRows}. */
  readonly openShare?: number
  /** Whether the backend makes ready-made files; it does that beside everything else. */
  readonly snapshots?: boolean
}

/** Runs `work` beside a backend that has so many cases, or so many rows. */
export async function withSource<T>(size: Size, work: (source: Source) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(process.env['SKRANKE_BENCH_TMP'] ?? tmpdir(), 'skranke-bench-'))
  chmodSync(folder, 0o755) // PostgreSQL runs as another user where we are root
  const data = join(folder, 'backend')
  mkdirSync(data, { mode: 0o755 })
  const cluster = await startCluster(data, createLogger('silent'))
  const children: ChildProcess[] = []
  try {
    const databaseUrl = cluster.url()
    await prepareDatabase(databaseUrl, migrationsFolder(undefined))
    const kept = await sourceRows(size.cases, size.rows, size.openShare)
    await load(databaseUrl, kept, folder)
    const backend = spawn(process.execPath, [join(ROOT, 'backend/main.ts'), '--port', '0', '--data', data], {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        SKRANKE_DEMO: '0',
        SKRANKE_LOG: 'error',
        SKRANKE_SNAPSHOTS: size.snapshots === true ? '1' : '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(backend)
    const url = await said(backend, /^listening on (http:\S+)$/)
    const backendPeakKb = (): number =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${backend.pid}/status`, 'utf8'))?.[1] ?? 0)
    return await work({ url, databaseUrl, rows: kept.rows, cases: size.cases, file: kept.lines, folder, backendPeakKb })
  } finally {
    for (const child of children) await end(child)
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The first line of a process's output that matches, or what is in its brackets. */
export function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`${child.spawnfile} ended with ${signal ?? code}`)))
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = pattern.exec(line)
      if (found !== null) resolve(found[1] ?? line)
    })
  })
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  child.kill('SIGTERM')
  await gone
  clearTimeout(late)
}

/** Copies the rows in from a file that PostgreSQL can read, in the order of their positions. */
async function load(url: string, { copy, rows }: SourceRows, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const readable = join(folder, 'rows.copy')
  copyFileSync(copy, readable, constants.COPYFILE_FICLONE)
  chmodSync(readable, 0o644)
  await client.query(`copy row_state (table_name, id, case_id, scope, number, data, position) from '${readable}'`)
  rmSync(readable)
  await client.query('update sequencer set position = $1', [rows])
  await client.query(
    `insert into app_user (id, username, name, initials, role, scope, password_hash) values ($1, $2, 'Bench', 'B', 'supervisor', null, $3)`,
    [uuidV7(), PERSON.username, await hash(PERSON.password)],
  )
  await client.query('vacuum analyze row_state')
  await client.query('checkpoint')
  await client.end()
}
