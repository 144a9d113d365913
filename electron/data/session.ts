import { join } from 'node:path'
import { v5 as uuidV5 } from 'uuid'
import type { Db } from '#db/client.ts'
import { openDb } from '#db/client.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { SessionResponse, SessionUser } from '#shared/sync/wire.ts'
import type { ChangeEvents } from './lib/change-events.ts'
import type { Clock } from './lib/clock.ts'
import type { Sealer } from './lib/sealer.ts'
import type { Timers } from './lib/timers.ts'
import { openProfile, type Profile } from './profile.ts'
import type { Device } from './services/device-file.ts'
import { keepRefreshToken, keepStoredSession, readRefreshToken, readStoredSession } from './services/stored-session.ts'
import { makeVerifier, verifies } from './services/verifier.ts'
import { createEngine, type Engine } from './sync/engine.ts'
import { createTokens, type Tokens } from './sync/tokens.ts'
import type { Transport } from './sync/transport.ts'

/** The person at the desk: their file, their tokens, the engine that keeps the file in step. */
export type Signed = { readonly profile: Profile; readonly tokens: Tokens; readonly engine: Engine }

export type Sessions = {
  readonly current: () => Signed | null
  /** Goes on as the last person, without asking and without a network. */
  readonly resume: () => void
  readonly signIn: (username: string, password: string) => Promise<Result<SessionUser, AppError>>
  readonly signOut: () => Promise<void>
  readonly close: () => Promise<void>
}

export type SessionDeps = {
  readonly device: Device
  /** Folder of the people's files. */
  readonly folder: string
  readonly migrations: string
  readonly transport: Transport
  readonly sealer: Sealer
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly events: ChangeEvents
  readonly onSlow?: (sql: string, ms: number) => void
  /** Told of a turn of the sync that broke off for a reason nobody expected. */
  readonly onBroken: (problem: unknown) => void
}

/**
 * Who is signed in. One file a person, so that another's outbox waits for its owner. The first sign-in needs the backend; later
 * ones fall back on the verifier kept in the person's file.
 */
export function createSessions(deps: SessionDeps): Sessions {
  const { device, folder, migrations, transport, sealer, clock, events, onBroken } = deps
  let signed: Signed | null = null
  const fileOf = (userId: string): string => join(folder, `${userId}.sqlite`)
  /** Blocks of numbers belong to a file: two people on one device must not draw from the same. */
  const deviceIdOf = (username: string): string => uuidV5(username.toLowerCase(), device.get().deviceId)

  function open(user: SessionUser): Signed {
    const profile = openProfile({
      file: fileOf(user.id),
      migrations,
      user,
      deviceId: deviceIdOf(user.username),
      clock,
      sealer,
      events,
      ...(deps.onSlow === undefined ? {} : { onSlow: deps.onSlow }),
    })
    const tokens = createTokens({
      profile,
      transport,
      clock,
      load: () => readRefreshToken(profile.db, sealer),
      save: (session) => {
        profile.user = session.user
        keepRefreshToken(profile.db, sealer, session.user, session.refreshToken)
      },
    })
    const engine = createEngine({ profile, transport, tokens, timers: deps.timers, random: deps.random, onBroken })
    return { profile, tokens, engine }
  }

  async function leave(): Promise<void> {
    const leaving = signed
    signed = null
    if (leaving === null) return
    await leaving.engine.stop()
    leaving.profile.db.close()
  }

  function enter(next: Signed): void {
    signed = next
    const { user } = next.profile
    const { users } = device.get()
    device.change({
      lastUsername: user.username,
      signedIn: user.id,
      users: { ...users, [user.username.toLowerCase()]: user.id },
    })
    next.engine.start()
    events.emit({ kind: 'session' })
  }

  async function online(session: SessionResponse, password: string, askedAtMs: number): Promise<SessionUser> {
    const verifier = await makeVerifier(password)
    const same = signed !== null && signed.profile.user.id === session.user.id
    if (!same) await leave()
    const next = same && signed !== null ? signed : open(session.user)
    next.profile.db.transaction(() => {
      keepStoredSession(next.profile.db, session.user, verifier)
      next.tokens.keep(session, askedAtMs)
    })
    if (same) next.engine.now()
    else enter(next)
    events.emit({ kind: 'session' })
    return session.user
  }

  async function offline(username: string, password: string): Promise<Result<SessionUser, AppError>> {
    const userId = device.get().users[username.toLowerCase()]
    if (userId === undefined) return err(appError('network.offline'))
    const same = signed !== null && signed.profile.user.id === userId
    const db: Db = same && signed !== null ? signed.profile.db : openDb({ file: fileOf(userId), migrations })
    const stored = readStoredSession(db)
    if (!same) db.close()
    if (stored === null) return err(appError('network.offline'))
    if (!(await verifies(password, stored.verifier))) return err(appError('auth.wrong'))
    if (!same) {
      await leave()
      enter(open(stored.user))
    }
    return ok(stored.user)
  }

  return {
    current: () => signed,
    resume: () => {
      const userId = device.get().signedIn
      if (userId === null || signed !== null) return
      const db = openDb({ file: fileOf(userId), migrations })
      const stored = readStoredSession(db)
      db.close()
      if (stored !== null) enter(open(stored.user))
    },
    signIn: async (username, password) => {
      const name = username.trim()
      const askedAtMs = clock.nowMs()
      const answer = await transport.signIn({ username: name, password, deviceId: deviceIdOf(name) })
      if (answer.ok) return ok(await online(answer.value, password, askedAtMs))
      return answer.error.code === 'network.offline' ? offline(name, password) : answer
    },
    signOut: async () => {
      const leaving = signed
      if (leaving === null) return
      const token = await leaving.tokens.get()
      if (token.ok) await transport.signOut(token.value)
      keepRefreshToken(leaving.profile.db, sealer, leaving.profile.user, null)
      await leave()
      device.change({ signedIn: null })
      events.emit({ kind: 'session' })
    },
    close: leave,
  }
}
