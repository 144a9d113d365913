import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
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
import { withDataset } from './with-dataset.ts'

const READER = join(import.meta.dirname, 'queue-reader.ts')

const PARTS = 10
/** Rows that come in while queues are read. */
const READ_BESIDE = 20_000
const READS_GOAL = 2
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
    const files = await writeParts(folder, rows, 5)
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
      await benchReads(q.cases, folder),
    ]
  } finally {
    profile.db.close()
    bare.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Pages of every queue and order, read by another process as the app reads them, while rows come into the same file; the limit is
 * the same reader while nothing comes. The two take turns.
 */
const benchReads = (cases: number, folder: string): Promise<BenchResult> =>
  withDataset(cases, async ({ profile, file }) => {
    expectManyRows(profile.db)
    const files = await writeParts(folder, Math.min(READ_BESIDE, cases), 6)
    const reader = fork(READER, [file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const ended = once(reader, 'exit')
    const take = async (): Promise<number[]> => {
      const answer = once(reader, 'message')
      reader.send('take')
      return ((await answer) as [number[]])[0]
    }
    try {
      const ours: number[] = []
      const limit: number[] = []
      for (const [part, rows] of files.entries()) {
        await take()
        const start = performance.now()
        await importPart(profile, rows)
        const during = await take()
        await sleep(performance.now() - start)
        const idle = await take()
        if (part === 0) continue // the reader's pages were cold
        ours.push(...during)
        limit.push(...idle)
      }
      const about = `${ours.length} pages of queues read by another process while rows come in; limit: the same while nothing comes`
      return measured({ name: 'import-reads', unit: 'ms', ours, limit, goal: READS_GOAL, about })
    } finally {
      reader.send('stop')
      await ended
    }
  })

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

/** @param seed which rows: those of another seed are other cases */
async function writeParts(folder: string, rows: number, seed: number): Promise<string[]> {
  const files: string[] = []
  let open: ReturnType<typeof createWriteStream> | undefined
  let at = 0
  for (const { table, row } of generateRows({ cases: rows, seed })) {
    if (table !== 'serviceCase') continue
    if (at % (rows / PARTS) === 0) {
      await ended(open)
      const file = join(folder, `part-${seed}-${files.length}.csv`)
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
