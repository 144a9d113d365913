import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import type { Executor } from './connect.ts'
import { keepEpoch } from './epoch.ts'
import { failureOf } from './failure.ts'
import { SCHEMA_LOCK } from './locks.ts'

/** A change of a table waits this long for its lock, then lets everybody else go first: behind it all of them would wait too. */
const LOCK_WAIT_MS = 1_000
const PAUSE_MS = 500
const TRIES = 60

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
 * Runs what is missing, one node at a time, beside nodes that work, and sees that the epoch and the sequencer are there.
 * @param restored the database was brought back from a backup: what devices know of it no longer holds
 * @returns the epoch of this database
 */
export async function prepareDatabase(url: string, folder: string, restored = false): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK])
    const db = drizzle(client, { casing: 'snake_case' })
    await client.query(`set lock_timeout = ${LOCK_WAIT_MS}`)
    await migratePatiently(() => migrate(db, { migrationsFolder: folder }))
    await client.query('set lock_timeout = 0')
    await db.execute(sql`insert into sequencer (id, position) values (1, 0) on conflict do nothing`)
    return await keepEpoch(client, restored)
  } finally {
    await client.end()
  }
}

/** The epoch as it is now: another one when the database that answers is not the one that we knew. */
export async function epochNow(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [SCHEMA_LOCK])
    return await keepEpoch(client, false)
  } finally {
    await client.end()
  }
}

async function migratePatiently(run: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      // All of them are one transaction: what a lock kept from happening has not happened in part.
      if (failureOf(error) !== 'away' || tries === TRIES) throw error
      await sleep(PAUSE_MS)
    }
  }
}

/** Whether the database has at least the tables that this version was written for; newer ones are for it to bear. */
export async function hasTables(db: Executor, folder: string): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder: folder }).at(-1)?.folderMillis ?? 0
  const { rows } = await db.execute<{ at: string | null }>(
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  )
  return Number(rows[0]?.at ?? -1) >= newest
}
