import { sql } from 'drizzle-orm'
import type { Lease } from '#shared/sync/wire.ts'
import { type Database, type Executor, inTransaction } from '../database/connect.ts'
import { lockNames } from '../database/locks.ts'
import type { Clock } from '../lib/clock.ts'

/** The first serial that is given out; the numbers read "1042 7…" from the start. */
const FIRST = 1_042_600
export const BLOCK = 50
/** A device has two blocks, so that it can go on for a shift without a network. @rule SOS-9 */
const BLOCKS_A_DEVICE = 2

export type CaseNumbers = {
  /** Every block that each of these devices ever had: a number from an old one is still its own. */
  readonly leasesOf: (db: Executor, deviceIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Lease[]>>
  /** The blocks that a device may still use, filled up to two; a new one comes when the newest is half used. */
  readonly renew: (deviceId: string) => Promise<Lease[]>
  /** A number for a case that came without one. */
  readonly spare: (db: Executor) => Promise<number>
}

/** Gives out case numbers in blocks, so that one is at hand during an outage too. @rule SOS-2 @rule SOS-9 */
export function createCaseNumbers(db: Database, clock: Clock, block = BLOCK): CaseNumbers {
  const nextBlock = async (executor: Executor): Promise<Lease> => {
    const { rows } = await executor.execute<{ block: string }>(sql`select nextval('case_number_block') as block`)
    const from = FIRST + Number(rows[0]?.block) * block
    return { from, to: from + block - 1 }
  }
  // This node's own block: what is left of it at a restart is a gap in the numbers, never a number given twice.
  let own: { next: number; to: number } | undefined

  return {
    leasesOf: async (executor, deviceIds) => {
      const { rows } = await executor.execute<Lease & { device_id: string }>(
        sql`select device_id, from_number as "from", to_number as "to" from lease
          where device_id = any(${sql.param(deviceIds)}::uuid[]) order by from_number`,
      )
      const blocks = new Map<string, Lease[]>(deviceIds.map((id) => [id, []]))
      for (const { device_id: deviceId, from, to } of rows) blocks.get(deviceId)?.push({ from, to })
      return blocks
    },

    renew: (deviceId) =>
      inTransaction(db, async (tx) => {
        await lockNames(tx, [`lease:${deviceId}`])
        const { rows } = await tx.execute<Lease & { used: string }>(sql`
          select from_number as "from", to_number as "to",
            (select count(*) from row_state where number between from_number and to_number) as used
          from lease where device_id = ${deviceId} order by from_number`)
        const live = rows.map((row) => ({ ...row, used: Number(row.used) })).filter((row) => row.used < block)
        const newest = live.at(-1)
        const wanted = BLOCKS_A_DEVICE - live.length
        const more = Math.max(wanted, newest && newest.used * 2 >= block ? 1 : 0)
        const fresh: Lease[] = []
        for (let i = 0; i < more; i++) fresh.push(await nextBlock(tx))
        for (const { from, to } of fresh)
          await tx.execute(sql`insert into lease (from_number, to_number, device_id, leased_at)
            values (${from}, ${to}, ${deviceId}, ${clock.now().toISOString()})`)
        return [...live.map(({ from, to }) => ({ from, to })), ...fresh]
      }),

    spare: async (executor) => {
      if (own === undefined || own.next > own.to) {
        const { from, to } = await nextBlock(executor)
        if (own === undefined || own.next > own.to) own = { next: from, to }
      }
      return own.next++
    },
  }
}
