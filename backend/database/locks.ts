import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Transaction } from './connect.ts'

/** Held while migrations run and the demo data is made. */
export const SCHEMA_LOCK = 7_205_759_401

/**
 * Locks things by name until the end of the transaction, whether or not their rows exist yet. All names at once and in one order,
 * so that two transactions never wait for each other.
 */
export async function lockNames(tx: Transaction, names: readonly string[]): Promise<void> {
  const keys = [...new Set(names.map(lockKey))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(String)
  if (keys.length === 0) return
  // The order of the array is kept: the function is volatile and called row by row over a scan of it.
  await tx.execute(sql`select pg_advisory_xact_lock(key) from unnest(${sql.param(keys)}::bigint[]) as t(key)`)
}

/** Names are spread over 64 bits; two that meet wait for each other without need, nothing worse. */
const lockKey = (name: string): bigint => hash('sha256', name, 'buffer').readBigInt64BE(0)
