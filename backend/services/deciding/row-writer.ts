import { setImmediate } from 'node:timers/promises'
import { type RowKey, rowKey } from '#shared/domain/tables.ts'
import type { Transaction } from '../../database/connect.ts'
import { positionsFor, type StoredRow, takePositions, writeRows, type Written } from './stored-row.ts'

/**
 * Writes the rows of a transaction in parts, each while the next commands are decided. The sequencer is held from the first part on:
 * every other lock has been taken by then, so that nobody is waited for under it. A row that comes again gets a later position, and
 * only that one is told of.
 */
export class RowWriter {
  readonly #tx: Transaction
  readonly #sequenced: (waitedMs: number) => void
  readonly #positions = new Map<RowKey, number>()
  readonly #lines = new Map<RowKey, string>()
  #writing: Promise<void> = Promise.resolve()
  #after: number | null = null
  #position = 0

  /** @param sequenced hears how long positions were waited for */
  constructor(tx: Transaction, sequenced: (waitedMs: number) => void) {
    this.#tx = tx
    this.#sequenced = sequenced
  }

  /** The transaction for those who read meanwhile: a connection does one thing at a time. */
  get reader(): Pick<Transaction, 'execute'> {
    const execute = async (query: Parameters<Transaction['execute']>[0]) => {
      await this.#writing
      return this.#tx.execute(query)
    }
    return { execute: execute as unknown as Transaction['execute'] }
  }

  /** Begins to write these rows, and comes back when the database is at it. What goes wrong is heard by whoever waits next. */
  async begin(rows: readonly StoredRow[]): Promise<void> {
    if (rows.length === 0) return
    await this.#write(rows, false)
    await setImmediate() // until now nothing has left this process
  }

  /** Writes the last rows and waits until all are written. */
  async end(rows: readonly StoredRow[]): Promise<{ written: Written; positionOf: (key: RowKey) => number }> {
    await this.#write(rows, true)
    await this.#writing
    const after = this.#after ?? this.#position
    return {
      written: { after, position: this.#position, rows: [...this.#lines.values()] },
      positionOf: (key) => this.#positions.get(key) ?? after,
    }
  }

  /** Until nothing is being written any more, well or not. */
  async rest(): Promise<void> {
    await this.#writing.catch(() => {})
  }

  async #write(rows: readonly StoredRow[], isLast: boolean): Promise<void> {
    await this.#writing
    const asked = performance.now()
    const isAnything = rows.length > 0 || this.#lines.size > 0
    const start = await takePositions(this.#tx, positionsFor(rows), isLast && isAnything)
    if (this.#after === null) this.#sequenced(performance.now() - asked)
    this.#after ??= start
    this.#writing = writeRows(this.#tx, rows, start).then(({ positions, written }) => {
      this.#position = written.position
      for (const [i, { table, id }] of rows.entries()) {
        const key = rowKey(table, id)
        this.#positions.set(key, positions[i] ?? start)
        this.#lines.delete(key)
        this.#lines.set(key, written.rows[i] ?? '')
      }
    })
    this.#writing.catch(() => {})
  }
}
