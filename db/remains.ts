import { type Bind, type FileAsIs, openAsIs, type ReadDb, type WriteDb } from './client.ts'

/**
 * What can still be read of a file that this program cannot work with: damaged, or made by a newer one. Only what is nowhere else:
 * the rest comes from the backend again.
 */
const TABLES = ['outbox', 'conflict', 'acknowledged', 'draft', 'setting', 'session', 'lease', 'local_passcode'] as const
type Table = (typeof TABLES)[number]
export type RemainsRow = Record<string, Bind>
export type Remains = {
  readonly rows: Readonly<Record<Table, readonly RemainsRow[]>>
  /** What was learned of the time; null where it cannot be read. */
  readonly contact: { readonly offsetMs: number; readonly contactAt: string | null } | null
  /** False: something could not be read. */
  readonly complete: boolean
}

/** SQLite says that the file is not what it should be. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')

/** Reads what holds unsent work from end to end; throws where a file is damaged there. */
export function readVital(db: ReadDb): void {
  for (const table of ['outbox', 'conflict', 'draft', 'session'])
    db.value(`select count(*) from (select * from ${table} not indexed order by rowid)`)
}

export function readRemains(file: string): Remains {
  const rows = Object.fromEntries(TABLES.map((table) => [table, [] as RemainsRow[]])) as Record<Table, RemainsRow[]>
  let sqlite: FileAsIs
  try {
    sqlite = openAsIs(file)
  } catch {
    return { rows, contact: null, complete: false }
  }
  let complete = true
  try {
    for (const table of TABLES) {
      const read = readTable(sqlite, table)
      rows[table] = read.rows
      complete &&= read.complete
    }
    return { rows, contact: contactIn(sqlite), complete }
  } finally {
    sqlite.close()
  }
}

/** From the first row on, and where that breaks off, from the last row back. */
function readTable(sqlite: FileAsIs, table: Table): { rows: RemainsRow[]; complete: boolean } {
  const found = new Map<number | bigint, RemainsRow>()
  const read = (order: 'asc' | 'desc'): boolean => {
    try {
      const all = sqlite.rows<RemainsRow>(`select rowid as "#", * from ${table} not indexed order by rowid ${order}`)
      for (const row of all) {
        const { '#': rowid, ...columns } = row
        if (found.has(rowid as number)) break
        found.set(rowid as number, columns)
      }
      return true
    } catch {
      return false
    }
  }
  const complete = read('asc')
  if (!complete) read('desc')
  return { rows: [...found].sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => row), complete }
}

function contactIn(sqlite: FileAsIs): Remains['contact'] {
  try {
    const [row] = sqlite.rows<{ offset_ms: number; contact_at: string | null }>(
      'select offset_ms, contact_at from sync_state where one = 1',
    )
    return row === undefined ? null : { offsetMs: row.offset_ms, contactAt: row.contact_at }
  } catch {
    return null
  }
}

/** Puts the remains into a new, empty file. What was accepted is sent again: the backend knows it by its id. */
export function putRemains(db: WriteDb, { rows, contact }: Remains): void {
  db.transaction(() => {
    for (const table of TABLES) for (const row of rows[table]) insert(db, table, row)
    // The order goes on behind all that is kept, also where the last commands have left the outbox.
    db.run(`delete from sqlite_sequence where name = 'outbox'`)
    db.run(`insert into sqlite_sequence (name, seq) select 'outbox', coalesce(max(ord), 0) from
      (select ord from outbox union all select ord from conflict union all select ord from acknowledged)`)
    db.run(`update outbox set touches = '[]', refusal = null, crashes = 0, position = null`)
    db.run(`update outbox set status = 'sent' where status = 'accepted'`)
    db.run(`update outbox set status = 'sent', held_by = null where status = 'held' and held_by <> id
      and held_by not in (select id from conflict)`)
    if (contact !== null)
      db.run('update sync_state set offset_ms = ?, contact_at = ? where one = 1', contact.offsetMs, contact.contactAt)
  })
}

/** The columns that this program knows; a row that does not fit (half of it was lost) is left out. */
function insert(db: WriteDb, table: Table, row: RemainsRow): void {
  const known = db.all<{ name: string }>(`select name from pragma_table_info('${table}')`).map(({ name }) => name)
  const columns = known.filter((name) => name in row)
  db.run(
    `insert or ignore into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`,
    ...columns.map((name) => row[name] ?? null),
  )
}
