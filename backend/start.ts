import { join } from 'node:path'
import { connect } from './database/connect.ts'
import { dangerousSettings } from './database/durable.ts'
import { epochNow, hasTables, migrationsFolder, prepareDatabase } from './database/migrate.ts'
import { ensureDemoData } from './demo/ensure-demo-data.ts'
import { createClock } from './lib/clock.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { type Limits, LIMITS } from './limits.ts'
import { counted, createMetrics } from './metrics/metrics.ts'
import { startCluster } from './postgres/cluster.ts'
import type { MetricsFor } from './routes/metrics.ts'
import { createServer } from './routes/server.ts'
import { createCaseNumbers } from './services/case-numbers.ts'
import { listen } from './services/live.ts'
import { createProvider, type ProviderOptions } from './services/people/provider.ts'
import { createSessions } from './services/people/sessions.ts'
import { currentPosition } from './services/pull.ts'
import { loadKeys } from './services/secrets/master-key.ts'
import { createPasscodes } from './services/secrets/passcodes.ts'
import type { SnapshotPolicy } from './snapshot/policy.ts'
import { canBuild, createSnapshots } from './snapshot/snapshots.ts'

export type BackendOptions = {
  /** 0 or absent: a free one. */
  readonly port?: number | undefined
  /** Holds the embedded PostgreSQL, the keys and the logs. */
  readonly dataDir: string
  /** A PostgreSQL of your own in place of the embedded one. */
  readonly databaseUrl?: string | undefined
  /** So many days after the last contact people may still sign in without a network. */
  readonly offlineDays?: number | undefined
  /** ISO instant at which the clock starts. */
  readonly clock?: string | undefined
  readonly migrations?: string | undefined
  /** Key material of all nodes; without it a file in the data folder. */
  readonly secretKey?: string | undefined
  /** Fills an empty database with demo people and cases; true if absent. */
  readonly demo?: boolean | undefined
  readonly logger?: Logger | undefined
  /** The interface it listens on; loopback if absent. */
  readonly host?: string | undefined
  /** Addresses of balancers that are believed when they say where a request came from. */
  readonly proxies?: string | undefined
  readonly metricsFor?: MetricsFor | undefined
  readonly limits?: Partial<Limits> | undefined
  /** The organisation's own sign-in beside passwords. */
  readonly provider?: ProviderOptions | undefined
  /** Ready-made files for first fills, kept in the data folder; `false`: none are made. */
  readonly snapshots?: Partial<SnapshotPolicy> | false | undefined
  /** The database was brought back from a backup: devices fill again. */
  readonly restored?: boolean | undefined
  /** Works on a PostgreSQL that loses what it acknowledged when the power fails; for tests alone. */
  readonly unsafe?: boolean | undefined
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
    const migrations = migrationsFolder(options.migrations)
    const limits = { ...LIMITS, ...options.limits }
    let epoch = await prepareDatabase(databaseUrl, migrations, options.restored)
    const db = connect(databaseUrl, logger, limits)
    undo.push(() => db.$client.end())
    const dangers = await dangerousSettings(db)
    if (dangers.length > 0) {
      const problem = `PostgreSQL runs with ${dangers.join(', ')}: what was acknowledged is lost when the power fails.`
      if (options.unsafe !== true) throw new Error(`${problem} Change it, or start with SKRANKE_UNSAFE=1.`)
      logger.error({ dangers }, problem)
    }

    const numbers = createCaseNumbers(db, clock)
    const passcodes = createPasscodes(keys.passcodes)
    const metrics = createMetrics(db)
    const deciding = { db, clock, logger, numbers, passcodes, watch: metrics.watch }
    if (options.demo !== false) await ensureDemoData(deciding, databaseUrl)

    // Asked when the connection was away: a replica may have taken over, and may have lost the newest.
    const afterBreak = async () => {
      epoch = await epochNow(databaseUrl)
      return currentPosition(db)
    }
    const live = await listen(databaseUrl, afterBreak, logger)
    undo.push(live.stop)
    const snapshots =
      options.snapshots === false || !canBuild()
        ? undefined
        : createSnapshots({
            db,
            databaseUrl,
            folder: join(options.dataDir, 'snapshots'),
            epoch: () => epoch,
            clock,
            logger,
            policy: options.snapshots,
          })
    if (snapshots) undo.push(snapshots.stop)
    const sessions = createSessions(db, clock, keys.accessTokens, options.offlineDays)
    const app = await createServer(
      {
        ...deciding,
        get epoch() {
          return epoch
        },
        sessions,
        live: counted(live, metrics),
        pulled: metrics.pulled,
        snapshots,
      },
      {
        limits,
        metrics,
        metricsFor: options.metricsFor ?? 'loopback',
        proxies: options.proxies,
        isReady: () => hasTables(db, migrations),
        provider: options.provider && createProvider(options.provider, logger),
      },
    )
    undo.push(() => app.end())
    const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
    logger.info({ url, epoch }, 'listening')
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
