import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { caseRid } from '#db/case-rid.ts'
import { openDb } from '#db/client.ts'
import { DERIVED, REPLICATED } from '#db/schema/replicated.ts'
import { caseCodes, contactFind, customerFind, unitFind } from '#db/search-codes.ts'
import { TABLE_NAMES, type TableName } from '#shared/domain/tables.ts'
import { MIGRATIONS } from '../dataset/local-dataset.ts'
import { end, said } from './source.ts'

const BATCH = 5_000
type Loose = Record<string, never>

/**
 * The limit of a first fill: lines of JSON from a bare Fastify in a process of its own into better-sqlite3, big transactions, rows
 * first, then indexes, search and counters, each in one go; no person could use the file meanwhile. Durable at the end.
 * @returns milliseconds
 */
export async function rawFill(lines: string, folder: string): Promise<number> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'line-server.ts'), lines], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const file = join(folder, 'raw.sqlite')
  try {
    const url = await said(server, /^listening on (http:\S+)$/)
    openDb({ file, migrations: MIGRATIONS }).close()
    const start = performance.now()
    await fill(file, url)
    return performance.now() - start
  } finally {
    await end(server)
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
  }
}

async function fill(file: string, url: string): Promise<void> {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('cache_size = -64000')
  const late = sqlite
    .prepare<[], { type: string; name: string; sql: string }>(
      `select type, name, sql from sqlite_master where sql is not null and (type = 'trigger' or type = 'index')`,
    )
    .all()
  for (const { type, name } of late) sqlite.exec(`drop ${type} "${name}"`)
  const inserts = Object.fromEntries(TABLE_NAMES.map((name) => [name, inserter(sqlite, name)]))
  const response = await fetch(url)
  const decoder = new TextDecoder()
  let rest = ''
  let inBatch = 0
  sqlite.exec('begin')
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = texts.pop() ?? ''
    for (const text of texts) {
      const [table, row] = JSON.parse(text) as [TableName, Loose]
      inserts[table]?.(row)
      if (++inBatch < BATCH) continue
      sqlite.exec('commit; begin')
      inBatch = 0
    }
  }
  sqlite.exec('commit')
  for (const { type, sql } of late) if (type === 'index') sqlite.exec(sql)
  for (const search of ['case_text', 'case_code', 'customer_find', 'contact_find', 'unit_find'])
    sqlite.exec(`insert into ${search} (${search}) values ('rebuild')`)
  sqlite.exec('insert into queue_count (bucket, n) select bucket, count(*) from case_bucket group by bucket')
  for (const { type, sql } of late) if (type === 'trigger') sqlite.exec(sql)
  sqlite.close()
}

const DERIVE: { readonly [T in TableName]?: readonly [column: string, of: (row: never) => string | number][] } = {
  serviceCase: [
    ['codes', caseCodes],
    ['rid', (row: { id: string; registeredAt: string }) => caseRid(row.id, row.registeredAt)],
  ],
  customer: [['find', customerFind]],
  contact: [['find', contactFind]],
  unit: [['find', unitFind]],
}

function inserter(sqlite: Sqlite.Database, name: TableName): (row: Loose) => void {
  const fields = Object.entries(getTableColumns(REPLICATED[name])).filter(
    ([field]) => !(DERIVED as readonly string[]).includes(field),
  )
  const derived = DERIVE[name] ?? []
  const columns = [...fields.map(([, column]) => column.name), ...derived.map(([column]) => column)]
  const statement = sqlite.prepare(
    `insert into ${getTableName(REPLICATED[name])} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
  const kinds = fields.map(([field, column]) => [field, column.dataType] as const)
  return (row) => {
    const values: unknown[] = []
    for (const [field, kind] of kinds) {
      const value = row[field] as unknown
      if (value === null || value === undefined) values.push(null)
      else if (kind === 'boolean') values.push(value === true ? 1 : 0)
      else values.push(kind === 'json' ? JSON.stringify(value) : value)
    }
    for (const [, of] of derived) values.push(of(row as never))
    statement.run(...values)
  }
}
