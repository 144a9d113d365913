import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { SCHEMA_LOCK } from './locks.ts'

/** The folder with the forward migrations: given, beside this file's folder, or in the checkout that the bundle was built in. */
export function migrationsFolder(given: string | undefined): string {
  const candidates = given
    ? [given]
    : ['migrations', '../migrations', '../../backend/migrations'].map((at) => join(import.meta.dirname, at))
  const found = candidates.find((folder) => existsSync(join(folder, 'meta', '_journal.json')))
  if (found === undefined)
    throw new Error(`No migrations in ${candidates.join(', ')}: give SKRANKE_BACKEND_MIGRATIONS.`)
  return found
}

/**
 * Runs what is missing, one node at a time, and sees that the epoch and the sequencer are there.
 * @returns the epoch of this database
 */
export async function prepareDatabase(url: string, folder: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK])
    const db = drizzle(client, { casing: 'snake_case' })
    await migrate(db, { migrationsFolder: folder })
    await db.execute(sql`insert into sequencer (id, position) values (1, 0) on conflict do nothing`)
    await db.execute(sql`insert into meta (key, value) values ('epoch', ${randomUUID()}) on conflict do nothing`)
    const { rows } = await db.execute<{ value: string }>(sql`select value from meta where key = 'epoch'`)
    const epoch = rows[0]?.value
    if (epoch === undefined) throw new Error('the database has no epoch')
    return epoch
  } finally {
    await client.end()
  }
}
