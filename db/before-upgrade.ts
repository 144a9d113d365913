import type Sqlite from 'better-sqlite3'
import { type Row, type RowKey, splitRowKey } from '#shared/domain/tables.ts'
import { CASE_CODE_FIELDS, caseCodes } from './search-codes.ts'
import { MADE, WROTE } from './touch-kinds.ts'

/**
 * Before the tables change shape, the rows are put back to what the backend last gave, in the shape that they have: what pending
 * commands made of them is decided again afterwards, by the new program (`decideUndecided`). Part of the migration's transaction.
 */
export function takeBackPending(sqlite: Sqlite.Database): void {
  const isThere = sqlite
    .prepare(`select count(*) from sqlite_master where name in ('outbox', 'touch', 'base_row')`)
    .pluck()
  if (isThere.get() !== 3) return
  const bases = sqlite.prepare('select key, row from base_row').all() as { key: string; row: string }[]
  const made = sqlite
    .prepare(`select distinct name from touch where kind & ${MADE} and kind & ${WROTE}`)
    .pluck()
    .all() as string[]
  for (const key of made) {
    const { table, id } = splitRowKey(key as RowKey)
    sqlite.prepare(`delete from ${snake(table)} where id = ?`).run(id)
  }
  for (const { key, row } of bases) restore(sqlite, key as RowKey, JSON.parse(row) as Record<string, unknown>)
  sqlite.exec(`delete from base_row; delete from touch; update outbox set touches = '[]'`)
}

/** The columns that the file has and the image knows; of a version before, that is the whole row. */
function restore(sqlite: Sqlite.Database, key: RowKey, row: Record<string, unknown>): void {
  const { table, id } = splitRowKey(key)
  const columns = new Set(
    sqlite
      .prepare(`select name from pragma_table_info('${snake(table)}')`)
      .pluck()
      .all() as string[],
  )
  const fields = Object.entries(row).filter(([name]) => name !== 'id' && columns.has(snake(name)))
  if (table === 'serviceCase')
    fields.push(['codes', caseCodes({ ...coded(sqlite, id, columns), ...row } as Row<'serviceCase'>)])
  sqlite
    .prepare(`update ${snake(table)} set ${fields.map(([name]) => `${snake(name)} = ?`).join(', ')} where id = ?`)
    .run(...fields.map(([, value]) => encoded(value)), id)
}

/** What a case is found by, as it stands. */
function coded(sqlite: Sqlite.Database, id: string, columns: ReadonlySet<string>): object {
  const names = CASE_CODE_FIELDS.filter((name) => columns.has(snake(name)))
  const selected = names.map((name) => `${snake(name)} as "${name}"`).join(', ')
  return sqlite.prepare(`select ${selected} from service_case where id = ?`).get(id) ?? {}
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function encoded(value: unknown): string | number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number)
}
