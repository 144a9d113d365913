import { type SQL, sql } from 'drizzle-orm'
import type { FillMark } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import { FILL_KEY } from '../schema/rows.ts'
import { inScope, type Scope } from './scope.ts'

/**
 * The order of a first fill: what a list shows, then open cases, then what intake looks up, then ended cases; cases newest first
 * and each with its history. A cursor names the last thing that was given, so that any node goes on where another stopped:
 * `TABLE/ID`, or `case/KEY` with the key of `FILL_KEY`, which is above `1` for what is open.
 */
const REFERENCE = ['agreement', 'colleague', 'customer', 'contact', 'unit'] as const
const [FIRST_ID, OPEN, ENDED] = ['00000000-0000-0000-0000-000000000000', '2', '1']
/** What comes when a part has been given whole. */
const AFTER = {
  agreement: `colleague/${FIRST_ID}`,
  colleague: `customer/${FIRST_ID}`,
  customer: `case/${OPEN}`,
  open: `contact/${FIRST_ID}`,
  contact: `unit/${FIRST_ID}`,
  unit: `case/${ENDED}`,
} as const
type ReferenceCursor = { readonly part: (typeof REFERENCE)[number]; readonly key: string }
type Cursor = ReferenceCursor | { readonly part: 'case'; readonly key: string }

/**
 * Rows between two marks: as many as a device takes in before it lets its person in between, a tenth of a second. With half as many
 * it takes a sixth longer, since every piece begins another segment of each search.
 */
const ROWS_A_MARK = 1_200
const ROWS_A_BATCH = 2_400

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

async function referenceBatch(db: Executor, scope: Scope, { part, key }: ReferenceCursor): Promise<FillBatch> {
  const { rows } = await db.execute<{ id: string; line: string }>(
    sql`select id, ${LINE} as line from row_state r
      where table_name = ${part} and id > ${key}::uuid and ${inScope(scope, sql`scope`)}
      order by id limit ${ROWS_A_BATCH}`,
  )
  const full = rows.length === ROWS_A_BATCH
  const pieces: FillPiece[] = []
  for (let i = 0; i < rows.length; i += ROWS_A_MARK) {
    const some = rows.slice(i, i + ROWS_A_MARK)
    pieces.push(piece(some.map((row) => row.line).join('\n'), some.length, `${part}/${some.at(-1)?.id}`))
  }
  return { pieces, next: full ? (pieces.at(-1)?.mark.cursor ?? AFTER[part]) : AFTER[part], done: false }
}

async function caseBatch(db: Executor, scope: Scope, key: string, cases: number): Promise<FillBatch> {
  const isOpen = key > ENDED
  const { rows } = await db.execute<{ key: string; lines: string; rows: number }>(sql`
    with page as materialized (
      select id, ${FILL_KEY} as key from row_state
      where table_name = 'serviceCase' and ${FILL_KEY} < ${key} and ${FILL_KEY} > ${isOpen ? ENDED : ''} and ${inScope(scope, sql`scope`)}
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
  const last = pieces.at(-1)?.mark.cursor
  if (rows.length === cases && last !== undefined) return { pieces, next: last, done: false }
  return { pieces, next: AFTER.open, done: !isOpen }
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
