import { sql } from 'drizzle-orm'
import type { PulledRow, PullResponse } from '#shared/sync/wire.ts'
import { type Database, type Executor, inTransaction } from '../database/connect.ts'
import { epochFor, inScope, type Scope } from './scope.ts'

/** The last position that is visible to everybody. */
export async function currentPosition(db: Executor): Promise<number> {
  const { rows } = await db.execute<{ position: string }>(sql`select position from sequencer where id = 1`)
  return Number(rows[0]?.position ?? 0)
}

type Asked = { readonly epoch?: string | undefined; readonly after: number; readonly limit: number }
type Found = { table_name: PulledRow['table']; id: string; data: PulledRow['row']; position: string }

/**
 * The rows of a scope that changed after a position, as they stand now, in the order of their positions. All in one snapshot; the
 * sequencer is held by writers until they commit, so every position up to the one seen in the snapshot is in it. A reader of
 * another epoch starts from the beginning.
 */
export async function pull(
  db: Database,
  base: string,
  scope: Scope,
  asked: Asked,
  serverTime: string,
): Promise<PullResponse> {
  const epoch = epochFor(base, scope)
  const after = asked.epoch === epoch ? asked.after : 0
  return inTransaction(
    db,
    async (tx) => {
      const last = await currentPosition(tx)
      const found = await changes(tx, scope, after, asked.limit)
      const done = found.length < asked.limit
      const next = done ? Math.max(last, after) : Number(found.at(-1)?.position)
      const rows = found.map(({ table_name: table, id, data: row }) => ({ table, id, row }))
      // Each row has one position: no more can come. Counting them at every page would take longer than the page.
      return { epoch, serverTime, rows, next, done, remaining: done ? 0 : Math.max(0, last - next) }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

async function changes(db: Executor, scope: Scope, after: number, limit: number): Promise<Found[]> {
  const rows = sql`select table_name, id, data, position from row_state
    where position > ${after} and ${inScope(scope, sql`scope`)} order by position limit ${limit}`
  if (scope === 'all') return (await db.execute<Found>(rows)).rows
  const gone = sql`select l.table_name, l.id, null::jsonb as data, l.position from row_leave l
    where l.position > ${after} and ${inScope(scope, sql`l.scope`)}
      and not exists (select from row_state r where r.table_name = l.table_name and r.id = l.id and ${inScope(scope, sql`r.scope`)})
    order by l.position limit ${limit}`
  const both = sql`select * from ((${rows}) union all (${gone})) as changed order by position limit ${limit}`
  return (await db.execute<Found>(both)).rows
}
