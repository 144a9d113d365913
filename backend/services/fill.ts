import { type SQL, sql } from 'drizzle-orm'
import type { FillMark } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import { ENDED } from '../schema/rows.ts'
import { inScope, type Scope } from './scope.ts'

/**
 * The order of a first fill: what a desk needs to decide anything, then open cases, then ended ones, both newest first and each with
 * its history. A cursor names the last thing that was given, so that any node goes on where another stopped:
 * `reference/TABLE/ID`, `open/REGISTERED_AT/ID` or `ended/REGISTERED_AT/ID`.
 */
const REFERENCE = ['agreement', 'colleague', 'customer', 'contact', 'unit'] as const
type Part = 'reference' | 'open' | 'ended'
type Cursor = { readonly part: Part; readonly key: string; readonly id: string }

/** Rows between two marks: as many as a device takes in before it lets its person in between. */
const ROWS_A_MARK = 300
/** Before the first id, and after the last. */
const [FIRST, LAST] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
const NEWEST = '~'

export type FillPiece = { readonly lines: string; readonly mark: FillMark }
export type FillBatch = { readonly pieces: readonly FillPiece[]; readonly next: string; readonly done: boolean }

/** True for a cursor that this node can go on from; '' is the beginning. */
export const isCursor = (text: string): boolean => text === '' || read(text) !== null

function read(text: string): Cursor | null {
  const [, part, key, id] = /^(reference|open|ended)\/([^/]+)\/([0-9a-f-]{36})$/.exec(text) ?? []
  if (part === undefined || key === undefined || id === undefined) return null
  if (part === 'reference' && !(REFERENCE as readonly string[]).includes(key)) return null
  return { part: part as Part, key, id }
}

/** What follows a cursor: reference rows or so many cases, in pieces of some hundred rows. */
export async function fillBatch(db: Executor, scope: Scope, after: string, cases: number): Promise<FillBatch> {
  const at = read(after) ?? { part: 'reference', key: REFERENCE[0], id: FIRST }
  return at.part === 'reference' ? referenceBatch(db, scope, at) : caseBatch(db, scope, at, cases)
}

async function referenceBatch(db: Executor, scope: Scope, at: Cursor): Promise<FillBatch> {
  const { rows } = await db.execute<{ id: string; line: string }>(
    sql`select id, ${LINE} as line from row_state r
      where table_name = ${at.key} and id > ${at.id}::uuid and ${inScope(scope, sql`scope`)}
      order by id limit ${ROWS_A_MARK}`,
  )
  const last = rows.at(-1)
  const table = REFERENCE[REFERENCE.findIndex((name) => name === at.key) + 1]
  const full = rows.length === ROWS_A_MARK
  const next = full && last ? `reference/${at.key}/${last.id}` : table ? `reference/${table}/${FIRST}` : begin('open')
  const pieces = last === undefined ? [] : [piece(rows.map((row) => row.line).join('\n'), rows.length, next)]
  return { pieces, next, done: false }
}

async function caseBatch(db: Executor, scope: Scope, at: Cursor, cases: number): Promise<FillBatch> {
  const { rows } = await db.execute<{ id: string; at: string; lines: string; rows: number }>(sql`
    with page as materialized (
      select id, ${REGISTERED_AT} as at from row_state
      where table_name = 'serviceCase' and ${at.part === 'ended' ? ENDED : sql`not ${ENDED}`}
        and (${REGISTERED_AT}, id) < (${at.key}, ${at.id}::uuid) and ${inScope(scope, sql`scope`)}
      order by ${REGISTERED_AT} desc, id desc limit ${cases}
    )
    select page.id, page.at, string_agg(${LINE}, e'\n') as lines, count(*)::integer as rows
    from page join row_state r on r.case_id = page.id where ${inScope(scope, sql`r.scope`)}
    group by page.id, page.at order by page.at desc, page.id desc`)
  const pieces: FillPiece[] = []
  let lines: string[] = []
  let count = 0
  for (const [i, row] of rows.entries()) {
    lines.push(row.lines)
    count += row.rows
    if (count < ROWS_A_MARK && i < rows.length - 1) continue
    pieces.push(piece(lines.join('\n'), count, `${at.part}/${row.at}/${row.id}`))
    lines = []
    count = 0
  }
  const last = pieces.at(-1)?.mark.cursor
  if (rows.length === cases && last !== undefined) return { pieces, next: last, done: false }
  return { pieces, next: begin('ended'), done: at.part === 'ended' }
}

/** A row as it travels: `["serviceCase",{…}]`, written by the database so that nobody parses it on the way. */
const LINE: SQL = sql`'["' || r.table_name || '",' || r.data::text || ']'`
const REGISTERED_AT: SQL = sql`(data->>'registeredAt') collate "C"`

const begin = (part: 'open' | 'ended'): string => `${part}/${NEWEST}/${LAST}`
const piece = (lines: string, rows: number, cursor: string): FillPiece => ({ lines, mark: { cursor, rows } })

/** How many rows a reader of this scope will get. */
export async function countRows(db: Executor, scope: Scope): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(
    sql`select count(*) as n from row_state where ${inScope(scope, sql`scope`)}`,
  )
  return Number(rows[0]?.n ?? 0)
}
