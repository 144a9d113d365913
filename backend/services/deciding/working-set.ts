import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Change, changedId } from '#shared/domain/command/change.ts'
import { type Read, type ReadAnswer, readKey } from '#shared/domain/command/read.ts'
import {
  type AnyRow,
  caseIdOf,
  type RowKey,
  rowKey,
  splitRowKey,
  TABLES,
  type TableName,
} from '#shared/domain/tables.ts'
import { compiled } from '#shared/lib/compiled.ts'
import type { Transaction } from '../../database/connect.ts'
import { covers, inScope, type Scope, scopeKeyOf } from '../scope.ts'
import type { StoredRow } from './stored-row.ts'

type Held = StoredRow & { readonly visible: boolean }
type Fetched = {
  table_name: TableName
  id: string
  case_id: string | null
  scope: string
  data: AnyRow | null
  visible: boolean
}

/** The tables whose rows belong to a case, but for its history. Named one by one, so that the index leads to them past the history. */
const DECIDED_ON = ['serviceCase', 'warrantyDecision', 'feeEntry', 'estimate'] as const satisfies readonly TableName[]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A command wants to touch a row that the person may not see. */
export class OutOfScope extends Error {}

/**
 * The rows that a batch of commands reads and changes, in memory: a command's changes take effect as a whole or, when it fails,
 * not at all, and the next command sees them. They reach the database together at the end. The cases are locked by the caller, so
 * what was read stays true until the commit.
 */
export class WorkingSet {
  readonly #tx: Transaction
  readonly #scope: Scope
  readonly #rows = new Map<RowKey, Held | null>()
  readonly #completeCases = new Set<string>()
  readonly #asked = new Set<string>()
  readonly #touched = new Set<RowKey>()
  readonly #hadPasscode = new Set<string>()

  private constructor(tx: Transaction, scope: Scope) {
    this.#tx = tx
    this.#scope = scope
  }

  /** With all rows of these cases at hand except their histories, which no decision reads as a whole. */
  static async load(tx: Transaction, scope: Scope, caseIds: readonly string[]): Promise<WorkingSet> {
    const set = new WorkingSet(tx, scope)
    if (caseIds.length > 0)
      await set.#fetch(
        sql`case_id = any(${sql.param(caseIds)}::uuid[]) and table_name = any(${sql.param(DECIDED_ON)}::text[])`,
      )
    for (const caseId of caseIds) set.#completeCases.add(caseId)
    return set
  }

  /** Answers the reads of one step. A row outside the scope is absent. */
  async answer(reads: readonly Read[]): Promise<ReadAnswer[]> {
    for (const read of reads) await this.#ensure(read)
    return reads.map((read) => ({ rows: this.#find(read), elsewhere: false }))
  }

  /** Whether the case is there but out of sight. */
  isHidden(caseId: string): boolean {
    return this.#rows.get(rowKey('serviceCase', caseId))?.visible === false
  }

  hasPasscode(caseId: string): boolean {
    const row = this.#rows.get(rowKey('serviceCase', caseId))?.row
    return row !== undefined && 'hasPasscode' in row && row.hasPasscode
  }

  /** Whether one was kept for the case before these commands. */
  hadPasscode(caseId: string): boolean {
    return this.#hadPasscode.has(caseId)
  }

  /** Fetches what these reads ask for, of all rows at once; asking for them afterwards costs nothing. */
  async prefetch(reads: readonly Read[]): Promise<void> {
    const rows = new Map<RowKey, { table: TableName; id: string }>()
    const numbers = new Set<number>()
    for (const read of reads) {
      const name = readKey(read)
      if (this.#asked.has(name)) continue
      if ('id' in read) {
        this.#asked.add(name)
        const isAtHand = read.table === 'serviceCase' && this.#completeCases.has(read.id)
        if (!isAtHand && UUID.test(read.id)) rows.set(rowKey(read.table, read.id), read)
      } else if (read.by === 'number' && read.table === 'serviceCase' && Number.isSafeInteger(read.value)) {
        this.#asked.add(name)
        numbers.add(Number(read.value))
      }
    }
    if (rows.size === 0 && numbers.size === 0) return
    const [wanted, ids] = [[...rows.values()], [...numbers]]
    const byId = sql`(table_name, id) in (select t, i from unnest(${sql.param(wanted.map(({ table }) => table))}::text[],
      ${sql.param(wanted.map(({ id }) => id))}::uuid[]) as wanted(t, i))`
    const byNumber = sql`number = any(${sql.param(ids)}::integer[])`
    await this.#fetch(wanted.length === 0 ? byNumber : ids.length === 0 ? byId : sql`${byId} or ${byNumber}`)
  }

  /**
   * Takes over all changes of one command, checked against the schemas of their rows; throws and takes none if one is wrong.
   * @param derived ids made from the command's own, or from that of the command it adopts, of which one is accepted (`Tries`): no row has one
   *   before it is decided
   */
  async apply(changes: readonly Change[], derived: ReadonlySet<string> = new Set()): Promise<RowKey[]> {
    const next = new Map<RowKey, Held>()
    for (const change of changes) {
      const id = changedId(change)
      const key = rowKey(change.table, id)
      if (!derived.has(id)) await this.#ensure({ table: change.table, id })
      const before = next.get(key) ?? this.#rows.get(key) ?? null
      if (before?.visible === false) throw new OutOfScope()
      if (change.op === 'set' && before === null) throw new Error(`${key} is to be changed but is not there`)
      const row =
        change.op === 'put' ? compiled(TABLES[change.table]).parse(change.row) : withFields(change, before?.row)
      next.set(key, {
        table: change.table,
        id,
        caseId: caseIdOf(change.table, row),
        row,
        visible: true,
        ...this.#scopes(change.table, row, next, key),
      })
    }
    for (const held of next.values()) if (!covers(this.#scope, held.scope)) throw new OutOfScope()
    await this.#moveAlong(next)
    for (const [key, held] of next) {
      this.#rows.set(key, held)
      this.#touched.add(key)
    }
    return [...next.keys()]
  }

  /** What has to be written, in the order in which it was first touched. */
  touched(): Held[] {
    return [...this.#touched].map((key) => this.#rows.get(key)).filter((held) => held !== null && held !== undefined)
  }

  #scopes(table: TableName, row: AnyRow, next: ReadonlyMap<RowKey, Held>, key: RowKey) {
    const caseId = caseIdOf(table, row)
    const caseKey = caseId === null ? null : rowKey('serviceCase', caseId)
    const caseScope = caseKey === null ? null : ((next.get(caseKey) ?? this.#rows.get(caseKey))?.scope ?? null)
    return { scope: scopeKeyOf(table, row, caseScope), scopeBefore: this.#rows.get(key)?.scopeBefore ?? null }
  }

  /** A case that moves to another customer takes all its rows along, its history too. */
  async #moveAlong(next: Map<RowKey, Held>): Promise<void> {
    const movedCases = [...next.values()].filter(({ table, id, scope }) => {
      const before = this.#rows.get(rowKey(table, id))
      return table === 'serviceCase' && before && before.scope !== scope
    })
    for (const moved of movedCases) {
      await this.#fetch(sql`case_id = ${moved.id} and table_name = 'timelineEntry'`)
      for (const [key, held] of this.#rows)
        if (held?.caseId === moved.id && held.table !== 'serviceCase')
          next.set(key, { ...held, ...next.get(key), scope: moved.scope })
    }
  }

  async #ensure(read: Read): Promise<void> {
    const name = readKey(read)
    if (this.#asked.has(name)) return
    this.#asked.add(name)
    if ('id' in read) {
      const key = rowKey(read.table, read.id)
      if (this.#rows.has(key)) return
      // Of a case at hand every row is here, so what is not here does not exist.
      if (read.table === 'serviceCase' && this.#completeCases.has(read.id)) return
      await this.#fetch(sql`table_name = ${read.table} and id = ${read.id}`)
    } else if (read.by === 'number') {
      await this.#fetch(sql`table_name = ${read.table} and number = ${read.value}`)
    } else if (read.table === 'timelineEntry' || !this.#completeCases.has(String(read.value))) {
      await this.#fetch(sql`table_name = ${read.table} and case_id = ${read.value}`)
    }
  }

  #find(read: Read): AnyRow[] {
    if ('id' in read) {
      const held = this.#rows.get(rowKey(read.table, read.id))
      return held?.visible ? [held.row] : []
    }
    const column = read.by
    return [...this.#rows]
      .filter(([key, held]) => splitRowKey(key).table === read.table && held?.visible)
      .map(([, held]) => held?.row as AnyRow)
      .filter((row) => (row as Record<string, unknown>)[column] === read.value)
  }

  async #fetch(where: SQL): Promise<void> {
    const visible = inScope(this.#scope, sql`scope`)
    const { rows } = await this.#tx.execute<Fetched>(
      sql`select table_name, id, case_id, scope, ${visible} as visible, case when ${visible} then data end as data
          from row_state where ${where}`,
    )
    for (const { table_name: table, id, case_id: caseId, scope, data, visible: seen } of rows) {
      const key = rowKey(table, id)
      if (data !== null && 'hasPasscode' in data && data.hasPasscode) this.#hadPasscode.add(id)
      if (!this.#rows.has(key))
        this.#rows.set(key, { table, id, caseId, scope, scopeBefore: scope, row: data as AnyRow, visible: seen })
    }
  }
}

/** The row with these fields. What the row has already was checked when it was written. */
function withFields(change: Extract<Change, { op: 'set' }>, before: AnyRow | undefined): AnyRow {
  const schemas: Readonly<Record<string, z.ZodType>> = TABLES[change.table].shape
  const after: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(change.fields)) {
    const schema = schemas[name]
    if (schema === undefined) throw new Error(`${change.table} has no ${name}`)
    after[name] = schema.parse(value)
  }
  return after as AnyRow
}
