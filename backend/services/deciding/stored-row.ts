import { sql } from 'drizzle-orm'
import type { AnyRow, TableName } from '#shared/domain/tables.ts'
import type { Transaction } from '../../database/connect.ts'
import { CHANNEL } from '../live.ts'

/** A row with what the database keeps beside it. */
export type StoredRow = {
  readonly table: TableName
  readonly id: string
  readonly caseId: string | null
  readonly scope: string
  readonly row: AnyRow
  /** The scope key it had before, null for a new row. */
  readonly scopeBefore: string | null
}

/**
 * Gives out the next `count` positions and holds the sequencer until the commit: called last, when nothing is left to wait for.
 * Every node hears of them at the commit.
 * @returns the position before the first of them
 */
export async function takePositions(tx: Transaction, count: number): Promise<number> {
  const { rows } = await tx.execute<{ position: string }>(
    sql`with taken as (update sequencer set position = position + ${count} where id = 1 returning position)
      select position, case when ${count} > 0 then pg_notify(${CHANNEL}, position::text) end from taken`,
  )
  return Number(rows[0]?.position) - count
}

/** How many positions these rows need: one each, and one for each scope that a row leaves. */
export const positionsFor = (rows: readonly StoredRow[]): number => rows.length + rows.filter(leaves).length

const leaves = (row: StoredRow): boolean => row.scopeBefore !== null && row.scopeBefore !== row.scope

/** What one transaction wrote: all that changed between two positions. */
export type Written = {
  readonly after: number
  readonly position: number
  /** The JSON of a `PulledRow` each, in the order of their positions. */
  readonly rows: readonly string[]
}

/**
 * Writes rows in their order under positions from `start` on.
 * @returns the position of each row, in the order given, and the rows as a reader of everything gets them
 */
export async function writeRows(
  tx: Transaction,
  rows: readonly StoredRow[],
  start: number,
): Promise<{ readonly positions: readonly number[]; readonly written: Written }> {
  const gone = rows
    .filter(leaves)
    .map((row, i) => ({ position: start + 1 + i, scope: row.scopeBefore, table_name: row.table, id: row.id }))
  if (gone.length > 0)
    await tx.execute(sql`insert into row_leave (position, scope, table_name, id)
      select position, scope, table_name, id from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
        as t(position bigint, scope text, table_name text, id uuid)`)

  const first = start + gone.length + 1
  const positions = rows.map((_, i) => first + i)
  const written = { after: start, position: positions.at(-1) ?? start }
  if (rows.length === 0) return { positions, written: { ...written, rows: [] } }
  const texts = rows.map(({ row }) => JSON.stringify(row))
  const records = rows.map(({ table, id, caseId, scope, row }, i) => {
    const number = table === 'serviceCase' && 'number' in row ? row.number : null
    const beside = JSON.stringify({ table_name: table, id, case_id: caseId, scope, number, position: positions[i] })
    return `${beside.slice(0, -1)},"data":${texts[i]}}`
  })
  await tx.execute(sql`insert into row_state (table_name, id, case_id, scope, number, data, position)
    select table_name, id, case_id, scope, number, data, position from jsonb_to_recordset(${`[${records.join()}]`}::jsonb)
      as t(table_name text, id uuid, case_id uuid, scope text, number integer, data jsonb, position bigint)
    on conflict (table_name, id) do update set case_id = excluded.case_id, scope = excluded.scope, number = excluded.number,
      data = excluded.data, position = excluded.position`)
  const lines = rows.map(({ table, id }, i) => `{"table":"${table}","id":"${id}","row":${texts[i]}}`)
  return { positions, written: { ...written, rows: lines } }
}
