import type { Change } from '#shared/domain/command/change.ts'
import { type AnyRow, type RowKey, rowKey, splitRowKey, type TableName } from '#shared/domain/tables.ts'
import type { WriteDb } from './client.ts'
import { deleteRow, putRow, readRow, setFields } from './rows.ts'

/** A row that a command wrote, as it is now. */
export type Written = { readonly table: TableName; readonly row: AnyRow }

/**
 * Writes the changes of a pending command. The first time that a row is written by one, what the backend last gave is kept as
 * its base image, so that it can be put back.
 */
export function applyChanges(db: WriteDb, changes: readonly Change[]): Written[] {
  const written = new Map<string, Written>()
  for (const change of changes) {
    const table = change.table
    const id = change.op === 'put' ? change.row.id : change.id
    const before = readRow(db, table, id)
    if (change.op === 'set' && before === undefined) throw new Error(`${table} to change is not there`)
    const key = rowKey(table, id)
    if (!written.has(key)) keepBase(db, key, before)
    const after = (change.op === 'put' ? change.row : { ...before, ...change.fields }) as AnyRow
    if (change.op === 'put') putRow(db, table, after as never, before as never)
    else setFields(db, table, after as never, Object.keys(change.fields))
    written.set(key, { table, row: after })
  }
  return [...written.values()]
}

function keepBase(db: WriteDb, key: RowKey, row: AnyRow | undefined): void {
  if (db.value('select 1 from base_row where key = ?', key) !== undefined) return
  db.run('insert into base_row (key, row) values (?, ?)', key, row === undefined ? null : JSON.stringify(row))
}

/** Puts a row back to what the backend last gave and forgets the image. */
export function putBack(db: WriteDb, key: RowKey): void {
  const base = db.value<string | null>('select row from base_row where key = ?', key)
  if (base === undefined) return
  const { table, id } = splitRowKey(key)
  applyPulled(db, table, id, base === null ? null : (JSON.parse(base) as AnyRow))
  db.run('delete from base_row where key = ?', key)
}

/** Writes a row as the backend gave it; null takes it away. */
export function applyPulled(db: WriteDb, table: TableName, id: string, row: AnyRow | null): void {
  if (row === null) return deleteRow(db, table, id)
  putRow(db, table, row as never, readRow(db, table, id) as never)
}
