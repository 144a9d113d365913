import { sql } from 'drizzle-orm'
import { type AnyRow, type Row, TABLES, type TableName } from '#shared/domain/tables.ts'
import { type Database, inTransaction } from '../database/connect.ts'
import { scopeKeyOf } from './scope.ts'
import { positionsFor, type StoredRow, takePositions, writeRows } from './deciding/stored-row.ts'

type ReferenceTable = Exclude<TableName, 'serviceCase' | 'timelineEntry' | 'warrantyDecision' | 'feeEntry' | 'estimate'>
export type ReferenceRow = { [T in ReferenceTable]: { readonly table: T; readonly row: Row<T> } }[ReferenceTable]

/** Writes rows that the backend owns: customers, contacts, agreements, units, colleagues. They reach devices like all others. */
export async function putReferenceRows(db: Database, given: readonly ReferenceRow[]): Promise<void> {
  const checked = given.map(({ table, row }) => ({ table, row: TABLES[table].parse(row) as AnyRow }))
  await inTransaction(db, async (tx) => {
    // Nothing else writes while the sequencer is held, so the scopes read under it are those the rows leave.
    await takePositions(tx, 0)
    const ids = checked.map(({ row }) => row.id)
    const { rows: there } = await tx.execute<{ table_name: string; id: string; scope: string }>(
      sql`select table_name, id, scope from row_state where id = any(${sql.param(ids)}::uuid[])`,
    )
    const scopeBefore = new Map(there.map((row) => [`${row.table_name}/${row.id}`, row.scope]))
    const rows: StoredRow[] = checked.map(({ table, row }) => ({
      table,
      id: row.id,
      caseId: null,
      scope: scopeKeyOf(table, row, null),
      row,
      scopeBefore: scopeBefore.get(`${table}/${row.id}`) ?? null,
    }))
    await writeRows(tx, rows, await takePositions(tx, positionsFor(rows)))
  })
}
