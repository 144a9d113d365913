import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress } from 'node:zlib'
import { type Db, openDb } from '#db/client.ts'
import type { NewRow } from '#db/bulk.ts'
import { beginWholeFile } from '#db/whole-file.ts'
import { type AnyRow, TABLES, type TableName } from '#shared/domain/tables.ts'
import type { Executor } from '../database/connect.ts'
import { countRows, fillBatch, firstCursor } from '../services/fill.ts'
import { currentPosition } from '../services/pull.ts'
import type { Scope } from '../services/scope.ts'

/** Of what Electron can unpack: as small as level 4, which finds less in a search's lists and takes three times as long. */
const QUALITY = 2
const CASES_A_BATCH = 800
const PIECE_BYTES = 1024 * 1024

export type BuildOrder = {
  readonly scope: Scope
  /** Migrations of the device's file. */
  readonly migrations: string
  readonly folder: string
  /** Fewer rows are not worth it. */
  readonly minRows: number
}
export type Built = {
  /** SHA-256 of the compressed file, hex. */
  readonly id: string
  readonly path: string
  /** How many migrations the file has seen. */
  readonly schema: number
  /** Every change up to this position is in it. */
  readonly start: number
  readonly rows: number
  readonly bytes: number
  readonly fileBytes: number
}

/**
 * Makes the file that a device of this scope would have after a first fill: rows of the scope and nothing else. Null: too few.
 * @param signal ends it at the next batch, with nothing open and nothing left of the file
 */
export async function buildSnapshot(db: Executor, order: BuildOrder, signal?: AbortSignal): Promise<Built | null> {
  const rows = await countRows(db, order.scope)
  if (rows < order.minRows) return null
  const file = join(order.folder, 'making.sqlite')
  const path = join(order.folder, 'making.br')
  for (const part of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`, path]) rmSync(part, { force: true })
  const made = openDb({ file, migrations: order.migrations })
  let isWhole = false
  try {
    const start = await currentPosition(db)
    made.value('pragma journal_mode = off')
    made.run('pragma synchronous = off')
    const count = await copyRows(db, made, order.scope, start, signal)
    const schema = made.value<number>('pragma user_version') ?? 0
    made.close()
    const { id, bytes } = await compress(file, path, signal)
    isWhole = true
    return { id, path, schema, start, rows: count, bytes, fileBytes: statSync(file).size }
  } finally {
    made.close()
    rmSync(file, { force: true })
    if (!isWhole) rmSync(path, { force: true })
  }
}

async function copyRows(
  db: Executor,
  made: Db,
  scope: Scope,
  start: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const whole = beginWholeFile(made)
  let rows = 0
  for (let at = firstCursor(start); ; ) {
    signal?.throwIfAborted()
    const batch = await fillBatch(db, scope, at, CASES_A_BATCH)
    for (const { lines, mark } of batch.pieces) {
      whole.put(lines.split('\n').flatMap(rowOf))
      rows += mark.rows
    }
    if (batch.done) break
    at = batch.next
  }
  signal?.throwIfAborted()
  whole.finish()
  return rows
}

/** None for a table that devices of this version do not know. */
function rowOf(line: string): NewRow[] {
  const [table, row] = JSON.parse(line) as [TableName, AnyRow]
  return table in TABLES ? [{ table, row }] : []
}

async function compress(
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<{ id: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const seen = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      bytes += chunk.length
      next(null, chunk)
    },
  })
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: Math.min(statSync(from).size, 2 ** 30),
  }
  const file = createReadStream(from, { highWaterMark: PIECE_BYTES })
  const packed = createBrotliCompress({ params, chunkSize: PIECE_BYTES })
  await pipeline([file, packed, seen, createWriteStream(to)], { ...(signal && { signal }) })
  return { id: hash.digest('hex'), bytes }
}
