import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#electron/data/lib/clock.ts'
import { handOverAll } from '#electron/data/services/hand-over.ts'
import { keepRefreshToken, keepStoredSession, readRefreshToken } from '#electron/data/services/stored-session.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createQuarantineClient, type QuarantineClient } from '#electron/data/sync/quarantine-client.ts'
import { watchRevocation } from '#electron/data/sync/revocation.ts'
import { clearSnapshots } from '#electron/data/sync/snapshot-download.ts'
import type { Transport } from '#electron/data/sync/transport.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { idAt } from '../world/chance.ts'
import type { Line } from '../world/line.ts'
import { PASSWORD } from '../world/people.ts'
import { Killed } from './kill-switch.ts'
import { KnownTime } from './known-time.ts'
import { ADDRESS, openProgram, type ProgramSurroundings, type Running } from './program.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')
/** What an upgrade leaves beside a file. */
const BACKUP = `.v${readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length}.bak`
const QUICK_MS = 10_000
/** Until a person whose device was wiped sits at another. */
const NEW_DEVICE_MS = 3000

export type DeskOptions = ProgramSurroundings & {
  readonly name: string
  readonly username: string
  /** Where its files go, and a file with an empty database to begin with. */
  readonly folder: string
  readonly template: string
  /** What its device's clock is wrong by, ms. */
  readonly skewMs: number
  /** False where its process neither ends nor is killed: it is quicker without files, and takes none that are ready-made. */
  readonly onDisk: boolean
  /** Lets something go on while time passes. */
  readonly spawn: (work: Promise<unknown>) => void
  readonly wiped: (wipe: Wipe) => void
}

/** A device was revoked, has handed over what it held, the passcodes of these commands among it, and was wiped. */
export type Wipe = {
  readonly deviceId: string
  readonly passcodesOf: readonly string[]
  /** The backend was brought back from a backup while it handed over. */
  readonly restoredMeanwhile: boolean
}

/** A desk or a workbench: the real engine, services and transport on a real file, with simulated time, chance and line. */
export class SimDesk {
  readonly name: string
  readonly username: string
  deviceId: string
  readonly line: Line
  readonly transport: Transport
  /** Every id that it ever made. */
  readonly ids = new Set<string>()
  skewMs: number
  /** Null while signed out, or while the process is gone. */
  running: Running | null = null
  /** Of the last who was signed in; null before the first sign-in and after signing out. */
  user: SessionUser | null = null
  /** Signing in or out, with requests under way. */
  busy = false
  time = new KnownTime()
  file: string
  /** Which program is installed there. */
  migrations = MIGRATIONS
  readonly #options: DeskOptions
  readonly #quarantine: QuarantineClient
  /** Whose file it is. */
  #last: SessionUser | null = null
  #handingOver = false
  #restoredMeanwhile = false
  #files = 0

  constructor(options: DeskOptions) {
    this.#options = options
    this.name = options.name
    this.username = options.username
    this.line = options.line
    this.skewMs = options.skewMs
    this.deviceId = idAt(options.random, options.world.nowMs())
    const asking = { url: () => ADDRESS, fetch: this.line.fetch }
    this.transport = createHttpTransport(asking)
    this.#quarantine = createQuarantineClient(asking)
    this.file = this.#newFile()
  }

  /** The backend is as it was at a backup. What this device hands over just then may be lost with it, and the answer still come. */
  backendRestored(): void {
    this.#restoredMeanwhile = true
  }

  get clock(): Clock {
    return { nowMs: () => this.#options.world.nowMs() + this.skewMs, given: false }
  }

  /** True once signed in; false: not now. */
  async signIn(): Promise<boolean> {
    this.busy = true
    try {
      const answer = await this.transport.signIn({
        username: this.username,
        password: PASSWORD,
        deviceId: this.deviceId,
      })
      if (!answer.ok) {
        if (answer.error.code === 'device.revoked') await this.#lastWord()
        return false
      }
      const there = this.running ?? this.#open(answer.value.user)
      there.profile.db.transaction(() => {
        keepStoredSession(there.profile.db, answer.value.user, 'of no use here')
        there.tokens.keep(answer.value)
      })
      this.user = answer.value.user
      this.#last = this.user
      if (this.running === null) this.#start(there)
      else there.engine.now()
      return true
    } catch (error) {
      if (error instanceof Killed) return false
      throw error
    } finally {
      this.busy = false
    }
  }

  async signOut(): Promise<void> {
    const leaving = this.running
    if (leaving === null) return
    this.busy = true
    try {
      const token = await leaving.tokens.get()
      if (token.ok) await this.transport.signOut(token.value)
      if (this.running !== leaving) return
      keepRefreshToken(leaving.profile.db, leaving.profile.sealer, leaving.profile.user, null)
      this.running = null
      await leaving.engine.stop()
      leaving.close()
      this.user = null
    } catch (error) {
      if (!(error instanceof Killed)) throw error
    } finally {
      this.busy = false
    }
  }

  /** The person proved who they are, and the backend says that this device is revoked. */
  async #lastWord(): Promise<void> {
    if (this.#last === null) return this.#replace() // nothing was ever done on it
    const opened = this.running === null ? this.#open(this.#last) : null
    const there = this.running ?? opened
    const proof = { username: this.username, password: PASSWORD }
    if (there !== null && !(await this.#handOver(there, proof))) opened?.close()
  }

  /** An answer said that this device is revoked. */
  async #wasRevoked(): Promise<void> {
    const there = this.running
    if (there === null) return
    try {
      const refreshToken = readRefreshToken(there.profile.db, there.profile.sealer)
      if (refreshToken !== null) await this.#handOver(there, { refreshToken })
    } catch (error) {
      // The person signed out meanwhile, and the file is closed.
      if (!(error instanceof Killed) && this.running === there) throw error
    }
  }

  /** As `session.ts` does it: handed over whole, then wiped. The person goes on with another device. */
  async #handOver(there: Running, proof: HandOverRequest['proof']): Promise<boolean> {
    if (this.#handingOver) return false
    this.#handingOver = true
    this.#restoredMeanwhile = false
    const { wiped, world, spawn } = this.#options
    try {
      const handed = await handOverAll(there.profile, this.#quarantine, proof)
      // Nobody hears of what comes to a process that is gone.
      if (!handed.ok || there.power.isDead()) return false
      this.running = null
      await there.engine.stop()
      const passcodes = there.profile.db.all<{ id: string }>('select command_id as id from local_passcode')
      there.close()
      wiped({
        deviceId: this.deviceId,
        passcodesOf: passcodes.map(({ id }) => id),
        restoredMeanwhile: this.#restoredMeanwhile,
      })
      this.#replace()
      world.after(NEW_DEVICE_MS, () => {
        if (this.running === null && !this.busy) spawn(this.signIn())
      })
      return true
    } finally {
      this.#handingOver = false
    }
  }

  /** With a device that was never here before. */
  #replace(): void {
    this.user = null
    this.#last = null
    this.time = new KnownTime()
    this.deviceId = idAt(this.#options.random, this.#options.world.nowMs())
    this.file = this.#newFile()
  }

  /** The process is gone; what it left on the disk is found by the next. */
  bury(): void {
    const gone = this.running
    if (gone === null) return
    gone.power.dieNow()
    this.running = null
    this.line.hangUp()
    gone.close()
    this.file = gone.power.image
    this.time.lost()
  }

  /** Starts the program again, for whoever was signed in. */
  resume(): void {
    if (this.user !== null && this.running === null) this.#start(this.#open(this.user))
  }

  remove(): void {
    this.line.hangUp()
    this.running?.power.dieNow()
    this.running?.close()
    this.running = null
    for (let i = 1; i <= this.#files; i++) {
      for (const part of ['', '-wal', '-shm', BACKUP]) rmSync(this.#fileAt(i) + part, { force: true })
      clearSnapshots(this.#fileAt(i))
    }
  }

  #start(running: Running): void {
    this.running = running
    running.engine.start()
  }

  #open(user: SessionUser): Running {
    const { onDisk, snapshots } = this.#options
    return openProgram(
      { ...this.#options, snapshots: onDisk && snapshots },
      {
        file: this.file,
        image: this.#nextFile(),
        migrations: this.migrations,
        user,
        deviceId: this.deviceId,
        clock: this.clock,
        newId: () => this.#newId(),
        transport: this.#listened(),
      },
    )
  }

  #newId(): string {
    const id = idAt(this.#options.random, this.clock.nowMs())
    this.ids.add(id)
    return id
  }

  /** A quick answer tells the time. */
  #listened(): Transport {
    const heard = <A extends unknown[], T extends { readonly ok: boolean }>(ask: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        const askedMs = this.clock.nowMs()
        const { skewMs, running } = this
        const answer = await ask(...args)
        // An answer to a process that is gone tells nobody anything.
        if (running === this.running && answer.ok && this.clock.nowMs() - askedMs < QUICK_MS)
          this.time.heard(skewMs !== this.skewMs)
        return answer
      }
    }
    const { push, pull, firstFill } = this.transport
    const transport = { ...this.transport, push: heard(push), pull: heard(pull), firstFill: heard(firstFill) }
    return watchRevocation(transport, () => this.#options.spawn(this.#wasRevoked()))
  }

  #newFile(): string {
    const { onDisk, template } = this.#options
    if (!onDisk) return ':memory:'
    const file = this.#nextFile()
    copyFileSync(template, file)
    return file
  }
  #nextFile(): string {
    return this.#fileAt(++this.#files)
  }
  #fileAt(nth: number): string {
    return join(this.#options.folder, `${this.name}-${nth}.sqlite`)
  }
}
