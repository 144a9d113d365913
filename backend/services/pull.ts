import { type SQL, sql } from 'drizzle-orm'
import type { PullResponse } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import type { Written } from './deciding/stored-row.ts'
import { epochFor, inScope, type Scope } from './scope.ts'

/** The last position that is visible to everybody. */
export async function currentPosition(db: Executor): Promise<number> {
  const { rows } = await db.execute<{ position: string }>(sql`select position from sequencer where id = 1`)
  return Number(rows[0]?.position ?? 0)
}

/** The database writes the rows as they travel, so that nobody parses them on the way. */
export type Page = {
  /** The JSON of a `PullResponse`. */
  readonly json: string
  /** How many rows it has. */
  readonly count: number
}

type Asked = { readonly epoch?: string | undefined; readonly after: number; readonly limit: number }
/** Where the backend stands; beside it a row, null where none changed. */
type Found = { last: string; position: string | null; line: string | null }

/**
 * The rows of a scope that changed after a position, as they stand now, in the order of their positions. One statement, and so one
 * snapshot; the sequencer is held by writers until they commit, so every position up to the one seen in the snapshot is in it. A
 * reader of another epoch starts from the beginning.
 */
export async function pull(db: Executor, base: string, scope: Scope, asked: Asked, serverTime: string): Promise<Page> {
  const epoch = epochFor(base, scope)
  const after = asked.epoch === epoch ? asked.after : 0
  const { rows } = await db.execute<Found>(sql`select s.position as last, c.position, c.line
    from sequencer s left join (${lines(scope, after, asked.limit)}) c on true where s.id = 1 order by c.position`)
  const last = Number(rows[0]?.last ?? 0)
  const found = rows.filter(({ line }) => line !== null)
  const done = found.length < asked.limit
  const next = done ? Math.max(last, after) : Number(found.at(-1)?.position)
  // Each row has one position: no more can come. Counting them at every page would take longer than the page.
  const remaining = done ? 0 : Math.max(0, last - next)
  return pageOf(
    { epoch, serverTime, next, done, remaining },
    found.map(({ line }) => line ?? ''),
  )
}

/** What a pull from `written.after` brings somebody who sees everything, while nobody else has written: nothing is asked for. */
export const pageWritten = (epoch: string, { position, rows }: Written, serverTime: string): Page =>
  pageOf({ epoch, serverTime, next: position, done: true, remaining: 0 }, rows)

const pageOf = (head: Omit<PullResponse, 'rows'>, rows: readonly string[]): Page => ({
  json: `${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join()}]}`,
  count: rows.length,
})

/** A `PulledRow` a line. */
const lines = (scope: Scope, after: number, limit: number): SQL =>
  sql`select '{"table":"' || table_name || '","id":"' || id || '","row":' || coalesce(data::text, 'null') || '}' as line, position
    from (${changes(scope, after, limit)}) as changed`

function changes(scope: Scope, after: number, limit: number): SQL {
  const rows = sql`select table_name, id, data, position from row_state
    where position > ${after} and ${inScope(scope, sql`scope`)} order by position limit ${limit}`
  if (scope === 'all') return rows
  const gone = sql`select l.table_name, l.id, null::jsonb as data, l.position from row_leave l
    where l.position > ${after} and ${inScope(scope, sql`l.scope`)}
      and not exists (select from row_state r where r.table_name = l.table_name and r.id = l.id and ${inScope(scope, sql`r.scope`)})
    order by l.position limit ${limit}`
  return sql`select * from ((${rows}) union all (${gone})) as both_kinds order by position limit ${limit}`
}
