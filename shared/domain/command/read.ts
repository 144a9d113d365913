import type { AnyRow, Row, RowKey, TableName } from '../tables.ts'
import { rowKey } from '../tables.ts'

/** One thing a command asks for: a row by its id, or the rows whose indexed column has a value. */
export type Read =
  | { readonly table: TableName; readonly id: string }
  | { readonly table: TableName; readonly by: RangeColumn; readonly value: string | number }

/** The columns that ranges may use; each is indexed on the device and at the backend. */
export type RangeColumn = 'caseId' | 'number'

/** The answer to a {@link Read}. `elsewhere`: it may exist, but not on this device. */
export type ReadAnswer = { readonly rows: readonly AnyRow[]; readonly elsewhere: boolean }

export const key = (table: TableName, id: string): Read => ({ table, id })
export const range = (table: TableName, by: RangeColumn, value: string | number): Read => ({ table, by, value })

/** The name under which a read is remembered, so that a later change can be matched to it. */
export const readKey = (read: Read): string =>
  'id' in read ? rowKey(read.table, read.id) : `${read.table}?${read.by}=${read.value}`

/** The names under which a row can have been read: itself and each range it falls in. */
export function readKeysOf(table: TableName, row: AnyRow): string[] {
  const keys: string[] = [rowKey(table, row.id)]
  if ('caseId' in row) keys.push(`${table}?caseId=${row.caseId}`)
  if (table === 'serviceCase' && 'number' in row && row.number !== null) keys.push(`${table}?number=${row.number}`)
  return keys
}

/** Thrown by {@link Seen.need}; turned into a refusal or a provisional result by the decider, never seen outside it. */
export class MissingRow extends Error {
  readonly rowKey: RowKey
  readonly elsewhere: boolean
  constructor(key: RowKey, elsewhere: boolean) {
    super(`missing ${key}`)
    this.rowKey = key
    this.elsewhere = elsewhere
  }
}

/** The rows that a command has read. A decision sees nothing else. */
export class Seen {
  readonly #answers = new Map<string, ReadAnswer>()

  add(read: Read, answer: ReadAnswer): void {
    this.#answers.set(readKey(read), answer)
  }

  has(read: Read): boolean {
    return this.#answers.has(readKey(read))
  }

  /** The row, or undefined when it is absent. Throws {@link MissingRow} when it may be elsewhere. */
  get<T extends TableName>(table: T, id: string): Row<T> | undefined {
    const answer = this.#answer(key(table, id))
    const row = answer.rows[0]
    if (row === undefined && answer.elsewhere) throw new MissingRow(rowKey(table, id), true)
    return row as Row<T> | undefined
  }

  /** The row; a decision that cannot do without it is refused with `row.absent`. */
  need<T extends TableName>(table: T, id: string): Row<T> {
    const row = this.get(table, id)
    if (row === undefined) throw new MissingRow(rowKey(table, id), false)
    return row
  }

  /** All rows of the range. Throws {@link MissingRow} when some may be elsewhere: half a ledger decides nothing. */
  list<T extends TableName>(table: T, by: RangeColumn, value: string | number): readonly Row<T>[] {
    if (this.#answer(range(table, by, value)).elsewhere) throw new MissingRow(rowKey(table, String(value)), true)
    return this.known(table, by, value)
  }

  /** The rows of the range that are at hand, for a decision that the backend makes again with all of them. */
  known<T extends TableName>(table: T, by: RangeColumn, value: string | number): readonly Row<T>[] {
    return this.#answer(range(table, by, value)).rows as readonly Row<T>[]
  }

  #answer(read: Read): ReadAnswer {
    const answer = this.#answers.get(readKey(read))
    if (answer === undefined) throw new Error(`${readKey(read)} was not declared among the reads`)
    return answer
  }
}
