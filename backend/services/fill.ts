import { type SQL, sql } from 'drizzle-orm'
import type { FillMark } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import { FILL_KEY } from '../schema/rows.ts'
import { inScope, type Scope } from './scope.ts'

/**
 * The order of a first fill: what a list shows, then open cases, then what intake looks up, then ended cases; cases newest first
 * and each with its history. At last the cases that have changed since it began, whole once more: one that was reopened after the
 * open ones had been given, and before the ended ones were, has been in neither part, and a pull brings no more of it than changed.
 *
 * A cursor names the position at which the fill began and the last thing that was given, so that any node goes on where another
 * stopped: `START/TABLE/ID`, `START/case/KEY` with the key of `FILL_KEY`, which is above `1` for what is open, or
 * `START/changed/POSITION`.
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
type Cursor = { readonly start: number } & (
  | ReferenceCursor
  | { readonly part: 'case'; readonly key: string }
  | { readonly part: 'changed'; readonly after: number }
)

/**
 * Rows between two marks: as many as a device takes in before it lets its person in between, a tenth of a second. With half as many
 * it takes a sixth longer, since every piece begins another segment of each search.
 */
const ROWS_A_MARK = 1_200
const ROWS_A_BATCH = 2_400

export type FillPiece = { readonly lines: string; readonly mark: FillMark }
export type FillBatch = { readonly pieces: readonly FillPiece[]; readonly next: string; readonly done: boolean }

/** Where a fill begins. @param start every change up to this position can be seen */
export const firstCursor = (start: number): string => `${start}/${REFERENCE[0]}/${FIRST_ID}`

/** True for a cursor that this node can go on from. */
export const isCursor = (text: string): boolean => read(text) !== null

/** True for one behind which cases are given. */
export const givesCases = (text: string): boolean => /^\d+\/(case|changed)\//.test(text)

function read(text: string): Cursor | null {
  const [, from, part, key] = /^(\d{1,15})\/([a-z]+)\/([0-9A-Za-z:.+-]+)$/.exec(text) ?? []
  if (key === undefined) return null
  const start = Number(from)
  if (part === 'case') return { start, part, key }
  if (part === 'changed') return /^\d{1,15}$/.test(key) ? { start, part, after: Number(key) } : null
  const table = REFERENCE.find((name) => name === part)
  return table !== undefined && /^[0-9a-f-]{36}$/.test(key) ? { start, part: table, key } : null
}

/** What follows a cursor: reference rows or so many cases, in pieces of some hundred rows. */
export async function fillBatch(db: Executor, scope: Scope, after: string, cases: number): Promise<FillBatch> {
  const at = read(after)
  if (at === null) throw new Error('no cursor of a fill')
  const batch = await batchAfter(db, scope, at, cases)
  const whole = (cursor: string): string => `${at.start}/${cursor}`
  const pieces = batch.pieces.map(({ lines, mark }) => ({ lines, mark: { ...mark, cursor: whole(mark.cursor) } }))
  return { ...batch, pieces, next: whole(batch.next) }
}

function batchAfter(db: Executor, scope: Scope, at: Cursor, cases: number): Promise<FillBatch> {
  switch (at.part) {
    case 'case':
      return caseBatch(db, scope, at.key, at.start, cases)
    case 'changed':
      return changedBatch(db, scope, at.after, cases)
    default:
      return referenceBatch(db, scope, at)
  }
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

async function caseBatch(db: Executor, scope: Scope, key: string, start: number, cases: number): Promise<FillBatch> {
  const isOpen = key > ENDED
  const page = sql`select id, ${FILL_KEY} as key from row_state
    where table_name = 'serviceCase' and ${FILL_KEY} < ${key} and ${FILL_KEY} > ${isOpen ? ENDED : ''} and ${inScope(scope, sql`scope`)}
    order by ${FILL_KEY} desc limit ${cases}`
  const rows = await casesOf(db, scope, page, sql`page.key desc`)
  const pieces = inPieces(rows, 'case')
  const last = pieces.at(-1)?.mark.cursor
  const next = rows.length === cases && last !== undefined ? last : isOpen ? AFTER.open : `changed/${start}`
  return { pieces, next, done: false }
}

async function changedBatch(db: Executor, scope: Scope, after: number, cases: number): Promise<FillBatch> {
  const page = sql`select id, position as key from row_state
    where table_name = 'serviceCase' and position > ${after} and ${inScope(scope, sql`scope`)}
    order by position limit ${cases}`
  const rows = await casesOf(db, scope, page, sql`page.key`)
  const pieces = inPieces(rows, 'changed')
  return { pieces, next: pieces.at(-1)?.mark.cursor ?? `changed/${after}`, done: rows.length < cases }
}

type CaseLines = { readonly key: string; readonly lines: string; readonly rows: number }

/** The cases of a page, each with its history. */
async function casesOf(db: Executor, scope: Scope, page: SQL, order: SQL): Promise<readonly CaseLines[]> {
  const { rows } = await db.execute<CaseLines>(sql`
    with page as materialized (${page})
    select page.key, r.lines, r.rows from page cross join lateral (
      select string_agg(${LINE}, e'\n') as lines, count(*)::integer as rows from row_state r
      where r.case_id = page.id and ${inScope(scope, sql`r.scope`)}
    ) r order by ${order}`)
  return rows
}

function inPieces(cases: readonly CaseLines[], part: 'case' | 'changed'): FillPiece[] {
  const pieces: FillPiece[] = []
  let lines: string[] = []
  let count = 0
  for (const [i, each] of cases.entries()) {
    lines.push(each.lines)
    count += each.rows
    if (count < ROWS_A_MARK && i < cases.length - 1) continue
    pieces.push(piece(lines.join('\n'), count, `${part}/${each.key}`))
    lines = []
    count = 0
  }
  return pieces
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
