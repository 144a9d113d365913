import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createChangeEvents } from '#electron/data/lib/change-events.ts'
import type { Clock } from '#electron/data/lib/clock.ts'
import { createSealer } from '#electron/data/lib/sealer.ts'
import type { Timers } from '#electron/data/lib/timers.ts'
import type { Profile } from '#electron/data/profile.ts'
import { openProfileFile } from '#electron/data/services/profile-file.ts'
import { keepRefreshToken, keepStoredSession, readRefreshToken } from '#electron/data/services/stored-session.ts'
import { hasPending } from '#db/outbox.ts'
import { adoptSnapshot, type ReadySnapshot } from '#electron/data/sync/adopt-snapshot.ts'
import { createEngine, type Engine } from '#electron/data/sync/engine.ts'
import { createIntake, type Intake } from '#electron/data/sync/intake.ts'
import { clearSnapshots } from '#electron/data/sync/snapshot-download.ts'
import { createSnapshotClient } from '#electron/data/sync/snapshot-client.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createQuarantineClient, type QuarantineClient } from '#electron/data/sync/quarantine-client.ts'
import { watchRevocation } from '#electron/data/sync/revocation.ts'
import { handOverAll } from '#electron/data/services/hand-over.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import { createTokens, type Tokens } from '#electron/data/sync/tokens.ts'
import type { Transport } from '#electron/data/sync/transport.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { type Random, idAt } from '../world/chance.ts'
import type { Line } from '../world/line.ts'
import { PASSWORD } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { Killed, type KillSwitch, killSwitch, type StatementTap } from './kill-switch.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')
/** What an upgrade leaves beside a file. */
const BACKUP = `.v${readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length}.bak`
const KEY = Buffer.alloc(32, 7)
const QUICK_MS = 10_000
/** Until a person whose device was wiped sits at another. */
const NEW_DEVICE_MS = 3000
export const ADDRESS = 'http://backend.invalid'

export type DeskOptions = {
  readonly world: World
  readonly line: Line
  readonly random: Random
  readonly name: string
  readonly username: string
  /** Where its files go, and a file with an empty database to begin with. */
  readonly folder: string
  readonly template: string
  /** What its device's clock is wrong by, ms. */
  readonly skewMs: number
  readonly pageSize: number
  /** False where its process neither ends nor is killed: it is quicker without files. */
  readonly onDisk: boolean
  /** Takes ready-made files, if it has a file itself. */
  readonly snapshots: boolean
  readonly skips: StatementTap
  /** Lets something go on while time passes. */
  readonly spawn: (work: Promise<unknown>) => void
  /** Told of what befell it. */
  readonly count: (what: string) => void
  /** Lets the harness put something else in place of a part, to prove that it would be noticed. */
  readonly opened: (profile: Profile) => void
  /** Its device was revoked, has handed over what it held, these passcodes of commands among it, and was wiped. */
  readonly wiped: (deviceId: string, passcodesOf: readonly string[]) => void
}

export type Running = {
  readonly profile: Profile
  readonly tokens: Tokens
  readonly engine: Engine
  readonly power: KillSwitch
  readonly close: () => void
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
  /** The device's clock was changed since the backend was last heard of, so that nobody can know the time. */
  clockUnsure = true
  /** From one contact that told the time to the next: how often its clock was changed meanwhile. */
  stretch = { jumps: 0 }
  /** The stretch that ended when it learned the time again, until it has saved something since: before, a kill may take what it learned. */
  #unkept: { jumps: number } | null = null
  file: string
  /** Which program is installed there. */
  migrations = MIGRATIONS
  readonly #options: DeskOptions
  readonly #quarantine: QuarantineClient
  /** Whose file it is. */
  #last: SessionUser | null = null
  #handingOver = false
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
    const { wiped, world, spawn } = this.#options
    try {
      const handed = await handOverAll(there.profile, this.#quarantine, proof)
      // Nobody hears of what comes to a process that is gone.
      if (!handed.ok || there.power.isDead()) return false
      this.running = null
      await there.engine.stop()
      const passcodes = there.profile.db.all<{ id: string }>('select command_id as id from local_passcode')
      there.close()
      wiped(
        this.deviceId,
        passcodes.map(({ id }) => id),
      )
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
    Object.assign(this, { clockUnsure: true, stretch: { jumps: 0 } })
    this.#unkept = null
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
    if (this.#unkept === null) return
    this.#unkept.jumps += this.stretch.jumps
    this.stretch = this.#unkept
    this.clockUnsure = true
  }

  /** It saved something, and with it all that came before. */
  saved(): void {
    this.#unkept = null
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
    const { world, random, skips, pageSize, opened, onDisk, snapshots } = this.#options
    const alive = (): boolean => !power.isDead()
    const timers: Timers = { after: (ms, call) => world.after(ms, () => void (alive() && call())) }
    const options = {
      file: this.file,
      migrations: this.migrations,
      user,
      deviceId: this.deviceId,
      clock: this.clock,
      sealer: createSealer(KEY),
      events: createChangeEvents(timers),
      newId: () => {
        const id = idAt(random, this.clock.nowMs())
        this.ids.add(id)
        return id
      },
    }
    const { profile, salvaged } = openProfileFile(options, new Date(this.clock.nowMs()).toISOString())
    if (salvaged !== null) throw new Error(`the file of ${this.username} was damaged`)
    // What the system holds is what a killed process leaves; the power does not fail here.
    profile.db.run('pragma synchronous = off')
    opened(profile)
    const close = profile.db.close
    const power = killSwitch(profile.db, this.#nextFile(), skips)
    const transport = this.#listened()
    const tokens = createTokens({
      profile,
      transport,
      clock: profile.clock,
      load: () => readRefreshToken(profile.db, profile.sealer),
      save: (session) => {
        profile.user = session.user
        keepRefreshToken(profile.db, profile.sealer, session.user, session.refreshToken)
      },
    })
    const intake = onDisk && snapshots ? this.#intake(profile, transport, power) : undefined
    const engine = createEngine({
      profile,
      transport,
      tokens,
      timers,
      random: random.next,
      pageSize,
      ...(intake && { intake }),
    })
    return { profile, tokens, engine, power, close }
  }

  /** Takes ready-made files, however few their rows. Files are written in real time, in which nothing else happens. */
  #intake(profile: Profile, transport: Transport, power: KillSwitch): Intake {
    const { world, pageSize, count } = this.#options
    let rest = (): void => {}
    const waiting = async <T>(ask: () => Promise<T>): Promise<T> => {
      rest()
      try {
        return await ask()
      } finally {
        rest = world.busy()
      }
    }
    const asking: typeof fetch = (...args) => waiting(() => this.line.fetch(...args))
    const { pull, firstFill } = transport
    const adopt = (ready: ReadySnapshot): boolean => {
      try {
        const isBelow = hasPending(profile.db)
        if (!adoptSnapshot(profile, this.migrations, ready)) return false
        count('filled by a ready-made file')
        if (isBelow) count('a ready-made file below pending commands')
        return true
      } catch (error) {
        if (power.isDead()) count('killed in the place of a ready-made file')
        throw error
      }
    }
    const intake = createIntake({
      profile,
      pageSize,
      transport: {
        pull: (...args) => waiting(() => pull(...args)),
        firstFill: (...args) => waiting(() => firstFill(...args)),
      },
      snapshots: { client: createSnapshotClient({ url: () => ADDRESS, fetch: asking }), adopt, worthRows: 0 },
    })
    return {
      close: intake.close,
      run: async (...args) => {
        rest = world.busy()
        try {
          return await intake.run(...args)
        } finally {
          rest()
        }
      },
    }
  }

  /** A quick answer tells the time. */
  #listened(): Transport {
    const heard = <A extends unknown[], T extends { readonly ok: boolean }>(ask: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        const askedMs = this.clock.nowMs()
        const { skewMs, running } = this
        const answer = await ask(...args)
        // An answer to a process that is gone tells nobody anything.
        if (running === this.running && answer.ok && this.clock.nowMs() - askedMs < QUICK_MS) {
          if (this.clockUnsure) this.#unkept ??= this.stretch
          this.clockUnsure = skewMs !== this.skewMs
          this.stretch = { jumps: this.clockUnsure ? 1 : 0 }
        }
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
