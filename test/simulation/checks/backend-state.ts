import { sql } from 'drizzle-orm'
import type { Executor } from '#backend/database/connect.ts'
import { openItems } from '#backend/services/quarantine/settle.ts'
import type { AppError } from '#shared/errors.ts'
import type { TableName } from '#shared/domain/tables.ts'
import type { SettledAs } from '#shared/sync/quarantine.ts'

export type Logged = {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly args: Record<string, unknown>
  readonly actorId: string
  readonly deviceId: string
  readonly actMs: number
  readonly receivedMs: number
  readonly actUnconfirmed: boolean
  readonly decidedAt: string
  readonly status: 'accepted' | 'refused' | 'discarded'
  readonly error: AppError | null
  readonly retryOf: string | null
  readonly position: number | null
}
export type Kept = {
  readonly table: TableName
  readonly id: string
  readonly scope: string
  readonly position: number
  readonly data: Record<string, unknown> & { readonly id: string }
}
/** Handed over by a revoked device. */
export type Held = { readonly id: string; readonly name: string; readonly settledAs: SettledAs | null }
export type BackendState = {
  /** In the order in which they were decided. */
  readonly log: readonly Logged[]
  readonly byId: ReadonlyMap<string, Logged>
  readonly rows: readonly Kept[]
  readonly held: readonly Held[]
  /** What a supervisor is shown. */
  readonly listed: ReadonlySet<string>
  readonly leases: readonly { readonly from: number; readonly to: number; readonly deviceId: string }[]
}

/** All that a backend holds. @param decided the ids of its log in the order in which they were decided */
export async function readBackend(db: Executor, decided: readonly string[]): Promise<BackendState> {
  const order = new Map(decided.map((id, i) => [id, i]))
  const log =
    await db.execute<Logged>(sql`select id, name, version::int, args, actor_id as "actorId", device_id as "deviceId",
      extract(epoch from act_at)::float8 * 1000 as "actMs", extract(epoch from received_at)::float8 * 1000 as "receivedMs",
      act_unconfirmed as "actUnconfirmed", to_char(decided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt",
      status, error, retry_of as "retryOf", position::int from command_log`)
  const sorted = log.rows.toSorted((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1))
  const rows = await db.execute<Kept>(
    sql`select table_name as table, id, scope, position::int, data from row_state order by position`,
  )
  const leases = await db.execute<BackendState['leases'][number]>(
    sql`select from_number as from, to_number as to, device_id as "deviceId" from lease order by 1`,
  )
  const held = await db.execute<Held>(sql`select id, name, settled_as as "settledAs" from quarantine order by id`)
  return {
    log: sorted,
    byId: new Map(sorted.map((each) => [each.id, each])),
    rows: rows.rows,
    held: held.rows,
    listed: new Set((await openItems(db)).map(({ id }) => id)),
    leases: leases.rows,
  }
}
