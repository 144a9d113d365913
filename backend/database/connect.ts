import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Logger } from '../lib/logger.ts'

export type Database = NodePgDatabase<Record<string, never>> & { readonly $client: pg.Pool }
/** A database inside a transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
export type Executor = Database | Transaction

/** A pool of connections. A connection that breaks while idle is dropped and replaced, never fatal. */
export function connect(url: string, logger: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'skranke',
  })
  pool.on('error', (error) => logger.warn({ problem: error.message }, 'an idle database connection broke'))
  return drizzle(pool, { casing: 'snake_case' })
}
