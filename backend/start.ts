import { connect } from './database/connect.ts'
import { migrationsFolder, prepareDatabase } from './database/migrate.ts'
import { ensureDemoData } from './demo/ensure-demo-data.ts'
import { createClock } from './lib/clock.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { startCluster } from './postgres/cluster.ts'
import { createServer } from './routes/server.ts'
import { createCaseNumbers } from './services/case-numbers.ts'
import { listen } from './services/live.ts'
import { createSessions } from './services/people/sessions.ts'
import { currentPosition } from './services/pull.ts'
import { loadKeys } from './services/secrets/master-key.ts'
import { createPasscodes } from './services/secrets/passcodes.ts'

export type BackendOptions = {
  /** 0 or absent: a free one. */
  readonly port?: number | undefined
  /** Holds the embedded PostgreSQL, the keys and the logs. */
  readonly dataDir: string
  /** A PostgreSQL of your own in place of the embedded one. */
  readonly databaseUrl?: string | undefined
  /** ISO instant at which the clock starts. */
  readonly clock?: string | undefined
  readonly migrations?: string | undefined
  /** Key material of all nodes; without it a file in the data folder. */
  readonly secretKey?: string | undefined
  /** Fills an empty database with demo people and cases; true if absent. */
  readonly demo?: boolean | undefined
  readonly logger?: Logger | undefined
}

export type Backend = { readonly url: string; readonly stop: () => Promise<void> }

/** Starts one node. Any number of them may work on one database, given the same secret key. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const logger = options.logger ?? createLogger()
  const undo: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await step().catch((error: Error) => logger.warn({ problem: error.message }, 'while stopping'))
  }
  try {
    const clock = createClock(options.clock)
    const keys = loadKeys(options.dataDir, options.secretKey)
    const cluster = options.databaseUrl === undefined ? await startCluster(options.dataDir, logger) : undefined
    if (cluster) undo.push(cluster.stop)
    const databaseUrl = options.databaseUrl ?? cluster?.url() ?? ''
    const epoch = await prepareDatabase(databaseUrl, migrationsFolder(options.migrations))
    const db = connect(databaseUrl, logger)
    undo.push(() => db.$client.end())

    const numbers = createCaseNumbers(db, clock)
    const passcodes = createPasscodes(keys.passcodes)
    const deciding = { db, clock, logger, numbers, passcodes }
    if (options.demo !== false) await ensureDemoData(deciding, databaseUrl)

    const live = await listen(databaseUrl, () => currentPosition(db), logger)
    undo.push(live.stop)
    const sessions = createSessions(db, clock, keys.accessTokens)
    const app = await createServer({ ...deciding, epoch, sessions, live })
    undo.push(() => app.close())
    const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
