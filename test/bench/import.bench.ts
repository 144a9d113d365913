import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { v7 as uuidV7 } from 'uuid'
import { applyPulled } from '#db/apply.ts'
import { type Bind, type Db, openDb } from '#db/client.ts'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import { importRows } from '#scripts/import/import-rows.ts'
import { columnsOf, Mapping } from '#scripts/import/mapping.ts'
import { readRows } from '#scripts/import/read-file.ts'
import { expectManyRows, submitToProfile, TOGETHER } from '#scripts/import/submit-to-profile.ts'
import { generateRows } from './dataset/generate-rows.ts'
import { MIGRATIONS } from './dataset/local-dataset.ts'
import { ME } from './dataset/reference.ts'
import { type BenchResult, measured } from './result.ts'

const PARTS = 10
const FIELDS = [
  'contract',
  'contactName',
  'mobile',
  'email',
  'serviceLocation',
  'productName',
  'serialNo',
  'faultDescription',
  'product',
  'usedIn',
  'registeredAt',
] as const

/** Every field but one comes from its column; nothing is assumed. */
const MAPPING = Mapping.parse({
  source: 'bench',
  key: 'id',
  fields: Object.fromEntries(
    FIELDS.map((field) => [field === 'registeredAt' ? 'reportedAt' : field, { column: field }]),
  ),
})

/**
 * 100,000 rows of a file through the real import into a local profile: read, mapped, decided, with history and outbox. The limit
 * inserts the same case rows, nothing else, into a file with the same indexes, counters and search, over a connection with the same
 * settings, as many in a transaction. The two take turns, a tenth at a time.
 */
export async function benchImport(q: { cases: number }): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bench-'))
  const profile = aProfile(join(folder, 'profile.sqlite'))
  const bare = openDb({ file: join(folder, 'bare.sqlite'), migrations: MIGRATIONS })
  for (const db of [profile.db, bare]) expectManyRows(db)
  try {
    const rows = Math.min(100_000, q.cases)
    const files = await writeParts(folder, rows)
    const ours: number[] = []
    const limit: number[] = []
    for (const [part, file] of files.entries()) {
      const start = performance.now()
      const { accepted, rejected } = await importPart(profile, file)
      ours.push(accepted / ((performance.now() - start) / 1000))
      if (rejected.length > 0) throw new Error(`row ${rejected[0]?.row}: ${rejected[0]?.field} ${rejected[0]?.reason}`)
      const from = (rows / PARTS) * part
      const inserts = bareInserts(profile.db, rows / PARTS, from)
      const begun = performance.now()
      insertBare(bare, inserts)
      limit.push(inserts.rows.length / ((performance.now() - begun) / 1000))
    }
    return [
      measured({
        name: 'import',
        unit: 'rows/s',
        ours,
        limit,
        goal: 0.5,
        better: 'higher',
        about: `${rows} rows, decided, with history and outbox; limit: the case rows alone, the same indexes and search`,
      }),
    ]
  } finally {
    profile.db.close()
    bare.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function aProfile(file: string): Profile {
  const user = { ...ME, permissions: [...PERMISSIONS_OF.supervisor] }
  const profile = openProfile({ file, migrations: MIGRATIONS, user, deviceId: uuidV7() })
  profile.db.transaction(() => {
    for (const { table, row } of generateRows({ cases: 0, seed: 5 }))
      if (table === 'agreement') applyPulled(profile.db, table, row.id, row)
    profile.db.run('update sync_state set filled = 1')
  })
  return profile
}

const importPart = (profile: Profile, file: string) =>
  importRows(
    MAPPING,
    readRows(file, columnsOf(MAPPING)),
    { batch: TOGETHER, submit: async (batch) => submitToProfile(profile, batch), close: async () => {} },
    () => {},
  )

async function writeParts(folder: string, rows: number): Promise<string[]> {
  const files: string[] = []
  let open: ReturnType<typeof createWriteStream> | undefined
  let at = 0
  for (const { table, row } of generateRows({ cases: rows, seed: 5 })) {
    if (table !== 'serviceCase') continue
    if (at % (rows / PARTS) === 0) {
      await ended(open)
      const file = join(folder, `part-${files.length}.csv`)
      files.push(file)
      open = createWriteStream(file)
      open.write(`id,${FIELDS.join(',')}\n`)
    }
    const cells = [row.id, ...FIELDS.map((field) => row[field] ?? '')]
    open?.write(`${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
    at += 1
  }
  await ended(open)
  return files
}

async function ended(stream: ReturnType<typeof createWriteStream> | undefined): Promise<void> {
  if (stream === undefined) return
  stream.end()
  await finished(stream)
}

type Inserts = { readonly sql: string; readonly rows: readonly (readonly Bind[])[] }

/** The case rows that were imported last, as they are in the file. */
function bareInserts(db: Db, count: number, from: number): Inserts {
  const columns = db
    .all<{ name: string; hidden: number }>('select name, hidden from pragma_table_xinfo(?)', 'service_case')
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => name)
  const found = db.all<Record<string, Bind>>(
    `select ${columns.join(', ')} from service_case where id in (select case_id from outbox order by ord limit ? offset ?)`,
    count,
    from,
  )
  return {
    sql: `insert into service_case (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    rows: found.map((row) => columns.map((column) => row[column] ?? null)),
  }
}

function insertBare(db: Db, { sql, rows }: Inserts): void {
  for (let at = 0; at < rows.length; at += TOGETHER)
    db.transaction(() => {
      for (const row of rows.slice(at, at + TOGETHER)) db.run(sql, ...row)
    })
}
