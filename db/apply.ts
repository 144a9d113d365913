import type { Change } from '#shared/domain/command/change.ts'
import { type AnyRow, type RowKey, rowKey, splitRowKey, type TableName } from '#shared/domain/tables.ts'
import type { ReadDb, WriteDb } from './client.ts'
import { MADE } from './touch-kinds.ts'
import { deleteRow, putRow, readRow, setFields } from './rows.ts'

/** A row that a command wrote, as it is now. `made`: there was none, here or at the backend. */
export type Written = { readonly table: TableName; readonly row: AnyRow; readonly made: boolean }

/**
 * Writes the changes of a pending command. The first time that a field of a row of the backend's is written by one, it is kept in the
 * row's base image, so that it can be put back; a row that the command makes has none, and is taken away again instead.
 */
export function applyChanges(db: WriteDb, changes: readonly Change[]): Written[] {
  const written = new Map<string, Written>()
  for (const change of changes) {
    const table = change.table
    const id = change.op === 'put' ? change.row.id : change.id
    const key = rowKey(table, id)
    const before = readRow(db, table, id)
    if (change.op === 'set' && before === undefined) throw new Error(`${table} to change is not there`)
    const earlier = written.get(key)
    if (before !== undefined && earlier?.made !== true)
      keepBase(db, key, before as Fields, Object.keys(change.op === 'put' ? before : change.fields))
    const after = (change.op === 'put' ? change.row : { ...before, ...change.fields }) as AnyRow
    if (change.op === 'put') putRow(db, table, after as never, before as never)
    else setFields(db, table, after as never, Object.keys(change.fields))
    written.set(key, { table, row: after, made: earlier?.made ?? before === undefined })
  }
  return [...written.values()]
}

type Fields = Readonly<Record<string, unknown>>

/** Only the fields that change: a whole row would be written, and zeroed again, with each edit. */
function keepBase(db: WriteDb, key: RowKey, before: Fields, names: readonly string[]): void {
  if (isMade(db, key)) return
  const kept = baseOf(db, key)
  const more = names.filter((name) => kept === undefined || !(name in kept))
  if (more.length === 0) return
  const base = { ...kept, ...Object.fromEntries(more.map((name) => [name, before[name] ?? null])) }
  db.run('insert or replace into base_row (key, row) values (?, ?)', key, JSON.stringify(base))
}

function baseOf(db: ReadDb, key: RowKey): Fields | undefined {
  const base = db.value<string>('select row from base_row where key = ?', key)
  return base === undefined ? undefined : (JSON.parse(base) as Fields)
}

const isMade = (db: ReadDb, key: RowKey): boolean =>
  db.value(`select 1 from touch where name = ? and kind & ${MADE} limit 1`, key) !== undefined

/** Puts a row back to what the backend last gave: its image, or nothing where a pending command made it. */
export function putBack(db: WriteDb, key: RowKey): void {
  const { table, id } = splitRowKey(key)
  const base = baseOf(db, key)
  if (base === undefined) {
    if (isMade(db, key)) deleteRow(db, table, id)
    return
  }
  const now = readRow(db, table, id)
  if (now !== undefined) putRow(db, table, { ...now, ...base } as never, now as never)
  db.run('delete from base_row where key = ?', key)
}

/** Forgets the images of rows that the backend's are about to be written over: what is there already need not be written twice. */
export function giveUpBases(db: WriteDb, keys: readonly RowKey[]): void {
  db.run('delete from base_row where key in (select value from json_each(?))', JSON.stringify(keys))
}

/** Writes a row as the backend gave it; null takes it away. */
export function applyPulled(db: WriteDb, table: TableName, id: string, row: AnyRow | null): void {
  if (row === null) return deleteRow(db, table, id)
  putRow(db, table, row as never, readRow(db, table, id) as never)
}
