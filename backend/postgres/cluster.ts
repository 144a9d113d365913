import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, openSync, closeSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../lib/free-port.ts'
import type { Logger } from '../lib/logger.ts'
import { secretFile } from '../lib/secret-file.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { clusterFolder } from './place.ts'
import { asUser, run, watchOver } from './run.ts'
import { type SystemUser, systemUser } from './system-user.ts'
import { holdOwnership, takeOver } from './takeover.ts'

export type Cluster = {
  /** Connection string for a database of this cluster. */
  readonly url: (database?: string) => string
  /** Waits until everything is on disk and PostgreSQL has ended. */
  readonly stop: () => Promise<void>
}

/** Small on a desk's PC, durable everywhere: nothing that was acknowledged is lost when the power fails. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '40',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  max_wal_size: '256MB',
  // Never the values of a statement in the log. @rule INTAKE-SECRET
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/**
 * Starts the PostgreSQL of a backend's data folder, made at the first start. It listens on the loopback interface only, with a
 * random password that is kept in the folder. It ends with us, also when we are killed.
 * @param settings in place of ours, for a simulation whose data nobody needs
 */
export async function startCluster(
  dataDir: string,
  logger: Logger,
  settings: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const user = systemUser()
  const binaries = findBinaries(user)
  const folder = clusterFolder(dataDir, user)
  const data = join(folder, 'data')
  const password = secretFile(join(dataDir, 'postgres-password'))

  if (!existsSync(data)) await createCluster({ folder, data, password, user, binaries })
  await takeOver(data, password, logger)

  const log = openSync(join(dataDir, 'postgres.log'), 'w', 0o600)
  const port = await freePort()
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const options = asUser(user)
  if (process.platform === 'win32') delete options.cwd
  // Of its own process group: an interrupt from the keyboard reaches us, and we stop it in order.
  const postmaster = spawn(binaries.postgres, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const url = (database = 'postgres') => `postgresql://skranke:${password}@127.0.0.1:${port}/${database}`
  await untilReady(postmaster, url(), join(dataDir, 'postgres.log'))
  const unwatch = watchOver(postmaster)
  const owner = await holdOwnership(url())
  return { url, stop: () => stopCluster({ postmaster, owner, unwatch, binaries, data, user }) }
}

async function createCluster(of: {
  folder: string
  data: string
  password: string
  user: SystemUser
  binaries: Binaries
}) {
  const fresh = `${of.data}.new` // Renamed when complete, so that an interrupted start leaves no half cluster.
  rmSync(fresh, { recursive: true, force: true })
  const passwordFile = join(of.folder, 'password')
  writeFileSync(passwordFile, of.password, { mode: 0o600 })
  if (of.user !== null) chownSync(passwordFile, of.user.uid, of.user.gid)
  try {
    const args = [
      '-D',
      fresh,
      '-U',
      'skranke',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-E',
      'UTF8',
      '--locale=C',
    ]
    await run(of.binaries.initdb, args, of.user)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, of.data)
}

async function untilReady(postmaster: ChildProcess, url: string, logFile: string): Promise<void> {
  let ended = false
  postmaster.once('exit', () => (ended = true))
  postmaster.once('error', () => (ended = true))
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) {
    if (ended) throw new Error(`PostgreSQL did not start; ${logFile} says why.`)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch {
    } finally {
      await client.end().catch(() => {})
    }
  }
  postmaster.kill('SIGKILL')
  throw new Error(`PostgreSQL did not become ready within a minute; ${logFile} says why.`)
}

type Running = {
  readonly postmaster: ChildProcess
  readonly owner: pg.Client
  readonly unwatch: () => void
  readonly binaries: Binaries
  readonly data: string
  readonly user: SystemUser
}

async function stopCluster({ postmaster, owner, unwatch, binaries, data, user }: Running): Promise<void> {
  await owner.end().catch(() => {})
  if (postmaster.exitCode === null && postmaster.signalCode === null) {
    const exited = once(postmaster, 'exit')
    if (process.platform === 'win32') await run(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w'], user)
    else postmaster.kill('SIGINT') // "fast": no new work, what runs is rolled back, everything is written.
    await exited
  }
  unwatch()
}
