import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Logger } from '../lib/logger.ts'
import { type Limits, LIMITS } from '../limits.ts'

export type Database = NodePgDatabase<Record<string, never>> & { readonly $client: pg.Pool }
/** A database inside a transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
export type Executor = Database | Transaction

/**
 * A pool of connections. One that breaks, idle or at work, is dropped and replaced: what it was at fails, the node does not. No
 * statement, lock or forgotten transaction holds one for ever.
 */
export function connect(url: string, logger: Logger, limits: Limits = LIMITS): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectionWaitMs,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    application_name: 'skranke',
  })
  pool.on('error', (error) => logger.warn({ problem: error.message }, 'an idle database connection broke'))
  // At work it is out of the pool's hands, and its query fails beside this event; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return drizzle(pool, { casing: 'snake_case' })
}

/**
 * Runs `work` in a transaction on a connection of its own. The library's own way keeps a connection for ever when "begin" fails,
 * and ten of those would stop the node.
 */
export async function inTransaction<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  const client = await db.$client.connect()
  try {
    return await drizzle(client, { casing: 'snake_case' }).transaction(work, config)
  } finally {
    client.release()
  }
}
