import type { ReadDb } from '#db/client.ts'
import { readRow } from '#db/rows.ts'
import { REPLICATED } from '#db/schema/replicated.ts'
import { getTableName } from 'drizzle-orm'
import { type Row, TABLE_NAMES, type TableName } from '#shared/domain/tables.ts'

/** Every row of a table, by id. */
export function readByTable<T extends TableName>(db: ReadDb, table: T): Row<T>[] {
  return db
    .all<{ id: string }>(`select id from ${getTableName(REPLICATED[table])} order by id`)
    .map(({ id }) => readRow(db, table, id) as Row<T>)
}

/** All replicated rows, for comparing two files. */
export const allRows = (db: ReadDb): Record<string, unknown[]> =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, readByTable(db, table)]))
