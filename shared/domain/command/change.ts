import type { Row, TableName } from '../tables.ts'

/** What a decision does to the rows: a whole new row, or some fields of one that is there. Nothing is ever deleted by a command. */
export type Change = {
  [T in TableName]:
    | { readonly op: 'put'; readonly table: T; readonly row: Row<T> }
    | { readonly op: 'set'; readonly table: T; readonly id: string; readonly fields: Partial<Row<T>> }
}[TableName]

export function put<T extends TableName>(table: T, row: Row<T>): Change {
  return { op: 'put', table, row } as Change
}

export function set<T extends TableName>(table: T, id: string, fields: Partial<Row<T>>): Change {
  return { op: 'set', table, id, fields } as Change
}

/** The id of the row that a change writes. */
export const changedId = (change: Change): string => (change.op === 'put' ? change.row.id : change.id)
