import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createLogger } from '#backend/lib/logger.ts'
import { startCluster } from '#backend/postgres/cluster.ts'
import { sourceHash } from '../dataset/local-dataset.ts'
import { type Client, signIn } from './client.ts'
import { trackerFolder, unpackedTracker } from './packages.ts'
import { startServer } from './server.ts'
import { makeDatabase } from './tickets.ts'

/** The database that a run writes in; a copy that is gone afterwards. */
const RUN = 'tracker_run'

/**
 * Request Tracker over its 20,000 tickets on PostgreSQL, for as long as `work` takes. Programs and tickets are made once and kept in
 * the cache; the processes are ours and end with us.
 * @throws NotHere where its packages cannot be had
 */
export async function withTracker<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const root = unpackedTracker()
  const data = join(trackerFolder(), 'tickets')
  mkdirSync(data, { recursive: true, mode: 0o755 })
  const cluster = await startCluster(data, createLogger('silent'), { shared_buffers: '256MB' })
  const admin = new pg.Client({ connectionString: cluster.url() })
  try {
    await admin.connect()
    const kept = await keptDatabase(admin, root, cluster.url)
    await admin.query(`drop database if exists ${RUN} with (force)`)
    await admin.query(`create database ${RUN} template ${kept}`)
    const server = await startServer(root, { url: cluster.url(RUN), name: RUN })
    try {
      return await work(await signIn(server.url))
    } finally {
      await server.stop()
      throwMailAway(root)
      await admin.query(`drop database if exists ${RUN} with (force)`)
    }
  } finally {
    await admin.end()
    await cluster.stop()
  }
}

/** What would have been sent stands in files of its own. */
function throwMailAway(root: string): void {
  const folder = join(root, 'var/lib/request-tracker5')
  for (const name of readdirSync(folder)) if (name.endsWith('.mbox')) rmSync(join(folder, name))
}

/** The name of the database with the tickets; made when there is none of this generator. */
async function keptDatabase(admin: pg.Client, root: string, url: (name: string) => string): Promise<string> {
  const made = createHash('sha256').update(sourceHash())
  made.update(readFileSync(join(import.meta.dirname, 'tickets.ts')))
  const name = `tickets_${made.digest('hex').slice(0, 12)}`
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(tickets|half)_'`,
  )
  if (rows.some((row) => row.name === name)) return name
  for (const stale of rows) await admin.query(`drop database ${stale.name} with (force)`)
  const half = name.replace('tickets', 'half')
  await admin.query(`create database ${half}`)
  await makeDatabase(root, { url: url(half), name: half })
  await admin.query(`alter database ${half} rename to ${name}`)
  return name
}
