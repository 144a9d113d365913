import { type SQL, sql } from 'drizzle-orm'
import type { FillMark } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import { FILL_KEY } from '../schema/rows.ts'
import { inScope, type Scope } from './scope.ts'

/**
 * The order of a first fill: what a desk needs to decide anything, then open cases, then ended ones, both newest first and each with
 * its history. A cursor names the last thing that was given, so that any node goes on where another stopped: `TABLE/ID` in the
 * reference data, `case/KEY` behind it.
 */
const REFERENCE = ['agreement', 'colleague', 'customer', 'contact', 'unit'] as const
type Cursor = { readonly part: (typeof REFERENCE)[number] | 'case'; readonly key: string }

/** Rows between two marks: as many as a device takes in before it lets its person in between. */
const ROWS_A_MARK = 600
const ROWS_A_BATCH = 1_500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** Before every case. */
const FIRST_CASE = '2'

export type FillPiece = { readonly lines: string; readonly mark: FillMark }
export type FillBatch = { readonly pieces: readonly FillPiece[]; readonly next: string; readonly done: boolean }

/** True for a cursor that this node can go on from; '' is the beginning. */
export const isCursor = (text: string): boolean => text === '' || read(text) !== null

function read(text: string): Cursor | null {
  const [, part, key] = /^([a-z]+)\/([0-9A-Za-z:.+-]+)$/.exec(text) ?? []
  if (key === undefined) return null
  if (part === 'case') return { part, key }
  const table = REFERENCE.find((name) => name === part)
  return table !== undefined && /^[0-9a-f-]{36}$/.test(key) ? { part: table, key } : null
}

/** What follows a cursor: reference rows or so many cases, in pieces of some hundred rows. */
export async function fillBatch(db: Executor, scope: Scope, after: string, cases: number): Promise<FillBatch> {
  const at = read(after) ?? { part: REFERENCE[0], key: FIRST_ID }
  return at.part === 'case' ? caseBatch(db, scope, at.key, cases) : referenceBatch(db, scope, at)
}

async function referenceBatch(db: Executor, scope: Scope, { part, key }: Cursor): Promise<FillBatch> {
  const { rows } = await db.execute<{ id: string; line: string }>(
    sql`select id, ${LINE} as line from row_state r
      where table_name = ${part} and id > ${key}::uuid and ${inScope(scope, sql`scope`)}
      order by id limit ${ROWS_A_BATCH}`,
  )
  const table = REFERENCE[REFERENCE.findIndex((name) => name === part) + 1]
  const beyond = table === undefined ? `case/${FIRST_CASE}` : `${table}/${FIRST_ID}`
  const full = rows.length === ROWS_A_BATCH
  const pieces: FillPiece[] = []
  for (let i = 0; i < rows.length; i += ROWS_A_MARK) {
    const some = rows.slice(i, i + ROWS_A_MARK)
    pieces.push(piece(some.map((row) => row.line).join('\n'), some.length, `${part}/${some.at(-1)?.id}`))
  }
  return { pieces, next: full ? (pieces.at(-1)?.mark.cursor ?? beyond) : beyond, done: false }
}

async function caseBatch(db: Executor, scope: Scope, key: string, cases: number): Promise<FillBatch> {
  const { rows } = await db.execute<{ key: string; lines: string; rows: number }>(sql`
    with page as materialized (
      select id, ${FILL_KEY} as key from row_state
      where table_name = 'serviceCase' and ${FILL_KEY} < ${key} and ${inScope(scope, sql`scope`)}
      order by ${FILL_KEY} desc limit ${cases}
    )
    select page.key, r.lines, r.rows from page cross join lateral (
      select string_agg(${LINE}, e'\n') as lines, count(*)::integer as rows from row_state r
      where r.case_id = page.id and ${inScope(scope, sql`r.scope`)}
    ) r order by page.key desc`)
  const pieces: FillPiece[] = []
  let lines: string[] = []
  let count = 0
  for (const [i, row] of rows.entries()) {
    lines.push(row.lines)
    count += row.rows
    if (count < ROWS_A_MARK && i < rows.length - 1) continue
    pieces.push(piece(lines.join('\n'), count, `case/${row.key}`))
    lines = []
    count = 0
  }
  const done = rows.length < cases
  return { pieces, next: pieces.at(-1)?.mark.cursor ?? `case/${key}`, done }
}

/** A row as it travels: `["serviceCase",{…}]`, written by the database so that nobody parses it on the way. */
const LINE: SQL = sql`'["' || r.table_name || '",' || r.data::text || ']'`

const piece = (lines: string, rows: number, cursor: string): FillPiece => ({ lines, mark: { cursor, rows } })

/** How many rows a reader of this scope will get. */
export async function countRows(db: Executor, scope: Scope): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(
    sql`select count(*) as n from row_state where ${inScope(scope, sql`scope`)}`,
  )
  return Number(rows[0]?.n ?? 0)
}
