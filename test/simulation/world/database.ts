import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { connect, type Database } from '#backend/database/connect.ts'
import { migrationsFolder, prepareDatabase } from '#backend/database/migrate.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { startCluster } from '#backend/postgres/cluster.ts'
import { putReferenceRows } from '#backend/services/reference.ts'
import { fastFolder } from './fast-folder.ts'
import { type IsBlocked, inTurn } from './meeting.ts'
import { PASSWORD, PEOPLE, REFERENCE } from './people.ts'

/** A query on its way to PostgreSQL: seen, changed or broken by the harness, and its rows on their way back. */
export type QueryTap = {
  /** May throw, as a broken connection does, or answer another text. */
  before: (text: string, values: readonly unknown[]) => string
  after: (text: string, rows: unknown[]) => unknown[]
}

export type SimDatabase = {
  readonly db: Database
  readonly tap: QueryTap
  /** Whether the connection of this process waits for a lock of another. */
  readonly isBlocked: IsBlocked
  /** As it was before any history: people, reference rows, and nothing else. */
  readonly reset: () => Promise<void>
  /** Takes a backup; the function that it answers brings it back, as far as devices can tell. */
  readonly backUp: () => Promise<() => Promise<void>>
  readonly stop: () => Promise<void>
}

export const NO_TAP: QueryTap = { before: (text) => text, after: (_text, rows) => rows }
/** No commit waits for a disk, and nothing goes on beside the queries. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  autovacuum: 'off',
} as const
const BLOCKED = 'select cardinality(pg_blocking_pids($1)) > 0 as blocked'
/** Quicker than the loopback interface. */
const BY_SOCKET = process.platform !== 'win32'
const EMPTY_AGAIN = [
  'row_state',
  'row_leave',
  'command_log',
  'lease',
  'refresh_token',
  'session',
  'device',
  'passcode',
  'passcode_key',
  'quarantine',
]

/**
 * A real PostgreSQL for many histories, one after the other. Its files lie in memory and no commit waits for a disk: what a crash
 * of PostgreSQL itself leaves is not simulated here.
 */
export async function startDatabase(): Promise<SimDatabase> {
  const folder = fastFolder('simulation')
  chmodSync(folder.path, 0o755) // PostgreSQL runs as another user where we are root
  const data = join(folder.path, 'backend')
  mkdirSync(data, { mode: 0o755 })
  const logger = createLogger('silent')
  const sockets = join(folder.path, 'sockets')
  mkdirSync(sockets)
  chmodSync(sockets, 0o777)
  const cluster = await startCluster(data, logger, { ...QUICK, ...(BY_SOCKET && { unix_socket_directories: sockets }) })
  const url = BY_SOCKET ? `${cluster.url()}?host=${encodeURIComponent(sockets)}` : cluster.url()
  await prepareDatabase(url, migrationsFolder(undefined))
  const tap: QueryTap = { ...NO_TAP }
  const db = connect(url, logger)
  const beside = new pg.Client({ connectionString: url })
  await beside.connect()
  db.$client.on('connect', (client) => tapClient(client, tap))
  await fill(db)
  const base = await keepBase(db)
  return {
    db,
    tap,
    reset: async () => {
      Object.assign(tap, NO_TAP)
      await base()
    },
    backUp: () => backUp(db),
    isBlocked: async (pid) => {
      const { rows } = await beside.query<{ blocked: boolean }>(BLOCKED, [pid])
      return rows[0]?.blocked === true
    },
    stop: async () => {
      await beside.end()
      await db.$client.end()
      await cluster.stop()
      folder.remove()
    },
  }
}

type Result = { rows: unknown[] }
type Heard = (error: Error | undefined, result: Result | undefined) => void
type Config = string | { text: string; values?: unknown[] }
/** What the types leave out. */
type Inside = { readonly processID: number; readonly connection: { readonly stream: { destroy: () => void } } }

/**
 * Every query of a connection goes past the tap, in its turn where its request meets another. A query that the tap throws on takes
 * the connection with it.
 */
function tapClient(client: pg.PoolClient, tap: QueryTap): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<Result>
  const { connection } = client as unknown as Inside
  const ask = async (config: Config, values: unknown): Promise<Result> => {
    const text = typeof config === 'string' ? config : config.text
    const given = Array.isArray(values) ? values : typeof config === 'string' ? [] : (config.values ?? [])
    let changed: string
    try {
      changed = tap.before(text, given)
    } catch (error) {
      connection.stream.destroy()
      throw error
    }
    const changedConfig = typeof config === 'string' ? changed : { ...config, text: changed, name: nameOf(changed) }
    const result = await query(changedConfig, ...(Array.isArray(values) ? [values] : []))
    const rows = tap.after(text, result.rows)
    return rows === result.rows ? result : { ...result, rows }
  }
  const tapped = (...args: unknown[]): Promise<Result> | undefined => {
    const heard = typeof args.at(-1) === 'function' ? (args.pop() as Heard) : null
    const now = () => ask(args[0] as Config, args[1])
    const answer = inTurn((client as unknown as Inside).processID, now) ?? now()
    if (heard === null) return answer
    answer.then(
      (result) => heard(undefined, result),
      (error: Error) => heard(error, undefined),
    )
    return undefined
  }
  client.query = tapped as unknown as typeof client.query
}

const names = new Map<string, string>()
/** A name makes PostgreSQL read and plan a query once for a connection, and not each time. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) names.set(text, (name = createHash('md5').update(text).digest('hex')))
  return name
}

async function fill(db: Database): Promise<void> {
  const { $client } = db
  await putReferenceRows(db, REFERENCE)
  const password = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 }) // a history signs in often
  for (const { id, username, name, initials, role, scope } of Object.values(PEOPLE))
    await $client.query(
      `insert into app_user (id, username, name, initials, role, scope, password_hash) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, username, name, initials, role, scope === 'all' ? null : JSON.stringify(scope), password],
    )
}

/** Remembers what is there; the function that it answers brings it back. */
async function keepBase(db: Database): Promise<() => Promise<void>> {
  const { $client } = drizzle(db.$client)
  const kept = await Promise.all(
    ['row_state', 'app_user', 'sequencer'].map(async (table) => {
      const { rows } = await $client.query(`select jsonb_agg(t)::text as all from ${table} t`)
      return { table, rows: rows[0].all as string }
    }),
  )
  let times = 0
  return async () => {
    // Deleting is quicker than truncating, until too many dead rows lie in the way.
    const empty =
      times++ % 40 === 0 ? `truncate ${EMPTY_AGAIN.join()}` : EMPTY_AGAIN.map((t) => `delete from ${t}`).join(';')
    await $client.query(
      `${empty}; delete from app_user; delete from sequencer; alter sequence case_number_block restart`,
    )
    for (const { table, rows } of kept)
      await $client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
        rows,
      ])
  }
}

/** As many as a restore skips for those that were leased after the backup. */
const FORGOTTEN_BLOCKS = 1000

async function backUp({ $client }: Database): Promise<() => Promise<void>> {
  // As text, and not as JSON: there a `null` that is an input could not be told from none.
  const kept: { table: string; rows: string[] }[] = []
  for (const table of [...EMPTY_AGAIN, 'app_user', 'sequencer']) {
    const { rows } = await $client.query(`select t::text as row from ${table} t`)
    kept.push({ table, rows: rows.map(({ row }) => row as string) })
  }
  return async () => {
    await $client.query(kept.map(({ table }) => `delete from ${table}`).join(';'))
    for (const { table, rows } of kept.toSorted((a, b) => ORDER.indexOf(a.table) - ORDER.indexOf(b.table)))
      await $client.query(
        `insert into ${table} select (kept.row).* from (select each::${table} as row from unnest($1::text[]) as each offset 0) as kept`,
        [rows],
      )
    await $client.query(`select setval('case_number_block', nextval('case_number_block') + ${FORGOTTEN_BLOCKS})`)
  }
}
/** Rows that others refer to come before those. */
const ORDER = ['app_user', 'device', 'session', 'refresh_token']
