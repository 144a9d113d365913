import { createHash } from 'node:crypto'
import {
  copyFileSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Bind, openDb, type WriteDb } from '#db/client.ts'
import { putRow } from '#db/rows.ts'
import { runtimeCache } from '#scripts/electron-runtime/cache.ts'
import { generateRows } from './generate-rows.ts'

const ROOT = join(import.meta.dirname, '../../..')
export const MIGRATIONS = join(ROOT, 'db/migrations')
const SEED = 20_260_615
/** What the rows and their tables follow from. */
const SOURCES = [
  'test/bench/dataset',
  'db/migrations',
  'backend/demo',
  'db/rows.ts',
  'db/search-codes.ts',
  'db/case-rid.ts',
]

/**
 * The profile file with so many cases: made once, kept beside the other things that are expensive to make, and used by all. Copy
 * it before you write ({@link borrowDataset}). A first fill is complete in it, and numbers are leased.
 */
export function localDataset(cases: number): string {
  const folder = join(runtimeCache(), 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `local-${cases}-${sourceHash()}.sqlite`)
  if (existsSync(file)) return file
  const half = join(folder, `half-${process.pid}-${cases}.sqlite`)
  try {
    build(half, cases)
    const stale = readdirSync(folder).filter((name) => name.startsWith(`local-${cases}-`))
    renameSync(half, file)
    for (const name of stale) rmSync(join(folder, name), { force: true })
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(half + end, { force: true })
  }
  return file
}

/** A copy in a folder of its own, to write in; where the disk can share blocks it costs none. */
export function borrowDataset(cases: number): { readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(process.env['SKRANKE_BENCH_TMP'] ?? tmpdir(), 'skranke-bench-'))
  const file = join(folder, 'profile.sqlite')
  copyFileSync(localDataset(cases), file, constants.COPYFILE_FICLONE)
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function sourceHash(): string {
  const hash = createHash('sha256').update(String(SEED))
  for (const source of SOURCES) {
    const path = join(ROOT, source)
    const files = source.endsWith('.ts')
      ? [path]
      : readdirSync(path)
          .filter((name) => /\.(ts|sql)$/.test(name) && !name.endsWith('.test.ts'))
          .sort()
          .map((name) => join(path, name))
    for (const file of files) hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}

/** The schema of the app; indexes, triggers and search only when the rows are in. Nothing is synced to the disk until the end. */
function build(file: string, cases: number): void {
  openDb({ file, migrations: MIGRATIONS }).close()
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = MEMORY')
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('cache_size = -256000')
  sqlite.pragma('temp_store = MEMORY')
  const late = sqlite
    .prepare<[], { type: string; name: string; sql: string }>(
      `select type, name, sql from sqlite_master where sql is not null and
       (type = 'trigger' or type = 'index' and sql not like 'CREATE UNIQUE%')`,
    )
    .all()
  for (const { type, name } of late) sqlite.exec(`drop ${type} "${name}"`)
  sqlite.exec('begin')
  const db = writerOver(sqlite)
  for (const { table, row } of generateRows({ cases, seed: SEED })) putRow(db, table, row, undefined)
  sqlite.exec('commit')
  for (const { type, sql } of late) if (type === 'index') sqlite.exec(sql)
  const searches = sqlite
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and sql like 'CREATE VIRTUAL TABLE%fts5%'`,
    )
    .pluck()
    .all()
  for (const name of searches) sqlite.exec(`insert into ${name} (${name}) values ('rebuild')`)
  sqlite.exec('insert into queue_count (bucket, n) select bucket, count(*) from case_bucket group by bucket')
  for (const { type, sql } of late) if (type === 'trigger') sqlite.exec(sql)
  sqlite.exec('update sync_state set filled = 1')
  sqlite.exec('insert into lease (first, last, next) values (8000000, 9999999, 8000000)')
  sqlite.close()
}

/** The way of `db/client.ts` to write, over a connection whose durability is switched off. */
function writerOver(sqlite: Sqlite.Database): WriteDb {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  const prepared = (sql: string): Sqlite.Statement<unknown[]> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = sqlite.prepare(sql)))
    return statement
  }
  const first = (found: unknown): unknown => (found === undefined ? undefined : Object.values(found as object)[0])
  return {
    all: <T>(sql: string, ...params: Bind[]) => prepared(sql).all(...params) as T[],
    get: <T>(sql: string, ...params: Bind[]) => prepared(sql).get(...params) as T | undefined,
    value: <T>(sql: string, ...params: Bind[]) => first(prepared(sql).get(...params)) as T | undefined,
    run: (sql, ...params) => prepared(sql).run(...params).changes,
    transaction: (work) => work(),
  }
}
