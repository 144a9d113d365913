import type { Clock } from '#electron/data/lib/clock.ts'
import { createChangeEvents } from '#electron/data/lib/change-events.ts'
import { createSealer } from '#electron/data/lib/sealer.ts'
import type { Timers } from '#electron/data/lib/timers.ts'
import type { Profile } from '#electron/data/profile.ts'
import { openProfileFile } from '#electron/data/services/profile-file.ts'
import { keepRefreshToken, readRefreshToken } from '#electron/data/services/stored-session.ts'
import { hasPending } from '#db/outbox.ts'
import { adoptSnapshot, type ReadySnapshot } from '#electron/data/sync/adopt-snapshot.ts'
import { createEngine, type Engine } from '#electron/data/sync/engine.ts'
import { createIntake, type Intake } from '#electron/data/sync/intake.ts'
import { createSnapshotClient } from '#electron/data/sync/snapshot-client.ts'
import { createTokens, type Tokens } from '#electron/data/sync/tokens.ts'
import type { Transport } from '#electron/data/sync/transport.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import type { Random } from '../world/chance.ts'
import type { Line } from '../world/line.ts'
import type { World } from '../world/world.ts'
import { type KillSwitch, killSwitch, type StatementTap } from './kill-switch.ts'

export const ADDRESS = 'http://backend.invalid'
const KEY = Buffer.alloc(32, 7)

/** What is the same for every program that runs on a desk. */
export type ProgramSurroundings = {
  readonly world: World
  readonly line: Line
  readonly random: Random
  readonly pageSize: number
  /** Takes ready-made files, however few their rows. */
  readonly snapshots: boolean
  readonly skips: StatementTap
  /** Told of what befell it. */
  readonly count: (what: string) => void
  /** Lets the harness put something else in place of a part, to prove that it would be noticed. */
  readonly opened: (profile: Profile) => void
}

export type ProgramOptions = {
  readonly file: string
  /** Where what a kill leaves is put. */
  readonly image: string
  readonly migrations: string
  readonly user: SessionUser
  readonly deviceId: string
  readonly clock: Clock
  readonly newId: () => string
  readonly transport: Transport
}

export type Running = {
  readonly profile: Profile
  readonly tokens: Tokens
  readonly engine: Engine
  readonly power: KillSwitch
  readonly close: () => void
}

/** The program on a file: the real engine and services, with the time, the chance and the line of a world. The engine is not started. */
export function openProgram(around: ProgramSurroundings, options: ProgramOptions): Running {
  const { world, random, skips, pageSize, opened, snapshots } = around
  const { file, image, migrations, user, deviceId, clock, newId, transport } = options
  const alive = (): boolean => !power.isDead()
  const timers: Timers = { after: (ms, call) => world.after(ms, () => void (alive() && call())) }
  const sealer = createSealer(KEY)
  const events = createChangeEvents(timers)
  const { profile, salvaged } = openProfileFile(
    { file, migrations, user, deviceId, clock, sealer, events, newId },
    new Date(clock.nowMs()).toISOString(),
  )
  if (salvaged !== null) throw new Error(`the file of ${user.username} was damaged`)
  // What the system holds is what a killed process leaves; the power does not fail here.
  profile.db.run('pragma synchronous = off')
  opened(profile)
  const close = profile.db.close
  const power = killSwitch(profile.db, image, skips)
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
  const intake = snapshots ? { intake: intakeIn(around, { profile, migrations, transport, power }) } : {}
  // Of a few commands, so that one request follows another before it is answered.
  const batchSize = Math.ceil(pageSize / 5)
  const engine = createEngine({
    profile,
    transport,
    tokens,
    timers,
    random: random.next,
    pageSize,
    batchSize,
    ...intake,
  })
  return { profile, tokens, engine, power, close }
}

type IntakeParts = Pick<ProgramOptions, 'migrations' | 'transport'> & {
  readonly profile: Profile
  readonly power: KillSwitch
}

/** Takes ready-made files. They are written in real time, in which nothing else happens. */
function intakeIn(around: ProgramSurroundings, { profile, migrations, transport, power }: IntakeParts): Intake {
  const { world, line, pageSize, count } = around
  let rest = (): void => {}
  const waiting = async <T>(ask: () => Promise<T>): Promise<T> => {
    rest()
    try {
      return await ask()
    } finally {
      rest = world.busy()
    }
  }
  const asking: typeof fetch = (...args) => waiting(() => line.fetch(...args))
  const { pull, firstFill } = transport
  const adopt = (ready: ReadySnapshot): boolean => {
    try {
      const isBelow = hasPending(profile.db)
      if (!adoptSnapshot(profile, migrations, ready)) return false
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
