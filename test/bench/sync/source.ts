import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { migrationsFolder, prepareDatabase } from '#backend/database/migrate.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { startCluster } from '#backend/postgres/cluster.ts'
import { scopeKeyOf } from '#backend/services/scope.ts'
import { caseIdOf } from '#shared/domain/tables.ts'
import { type GeneratedRow, generateRows } from '../dataset/generate-rows.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SEED = 20_260_615
const BATCH = 2_000
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
    const file = join(folder, 'rows.ndjson')
    const rows = await load(databaseUrl, file, size)
    const backend = spawn(process.execPath, [join(ROOT, 'backend/main.ts'), '--port', '0', '--data', data], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: databaseUrl, SKRANKE_DEMO: '0', SKRANKE_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(backend)
    const url = await said(backend, /^listening on (http:\S+)$/)
    const backendPeakKb = (): number =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${backend.pid}/status`, 'utf8'))?.[1] ?? 0)
    return await work({ url, databaseUrl, rows, cases: size.cases, file, folder, backendPeakKb })
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

/** Writes the rows as the backend keeps them, and beside it as lines; answers how many there are. */
async function load(url: string, file: string, size: Size): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const lines = createWriteStream(file)
  let position = 0
  const scopes = new Map<string, string>()
  const write = async (batch: readonly GeneratedRow[]): Promise<void> => {
    const records = batch.map(({ table, row }) => {
      const caseId = caseIdOf(table, row)
      const scope = scopeKeyOf(table, row, caseId === null ? null : (scopes.get(caseId) ?? null))
      if (table === 'serviceCase') scopes.set(row.id, scope)
      position += 1
      const number = table === 'serviceCase' ? row.number : null
      return { table_name: table, id: row.id, case_id: caseId, scope, number, data: row, position }
    })
    await client.query(
      `insert into row_state (table_name, id, case_id, scope, number, data, position)
       select table_name, id, case_id, scope, number, data, position from jsonb_to_recordset($1::jsonb)
         as t(table_name text, id uuid, case_id uuid, scope text, number integer, data jsonb, position bigint)`,
      [JSON.stringify(records)],
    )
    const text = batch.map(({ table, row }) => `${JSON.stringify([table, row])}\n`).join('')
    if (!lines.write(text)) await new Promise<void>((resolve) => lines.once('drain', () => resolve()))
  }
  let batch: GeneratedRow[] = []
  for (const row of generateRows({ cases: size.cases, seed: SEED, openShare: size.openShare })) {
    if (size.rows !== undefined && position + batch.length >= size.rows) break
    batch.push(row)
    if (batch.length < BATCH) continue
    await write(batch)
    batch = []
  }
  await write(batch)
  await new Promise<void>((resolve) => lines.end(() => resolve()))
  await client.query('update sequencer set position = $1', [position])
  await client.query(
    `insert into app_user (id, username, name, initials, role, scope, password_hash) values ($1, $2, 'Bench', 'B', 'supervisor', null, $3)`,
    [uuidV7(), PERSON.username, await hash(PERSON.password)],
  )
  await client.query('analyze')
  await client.query('checkpoint')
  await client.end()
  return position
}
