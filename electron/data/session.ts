import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { openDb, StoreError } from '#db/client.ts'
import { isDamage, readRemains } from '#db/remains.ts'
import type { Notice } from '#shared/contract/notice.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { FirstPicture } from '#shared/contract/first-picture.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import { personDeviceId } from '#shared/sync/person-device.ts'
import type { SessionResponse, SessionUser } from '#shared/sync/wire.ts'
import type { ChangeEvents } from './lib/change-events.ts'
import type { Clock } from './lib/clock.ts'
import type { Sealer } from './lib/sealer.ts'
import type { Timers } from './lib/timers.ts'
import { watchDamage } from './lib/watch-damage.ts'
import type { Profile } from './profile.ts'
import type { Device } from './services/device-file.ts'
import type { PictureFile } from './services/first-picture.ts'
import { handOverAll } from './services/hand-over.ts'
import { offlineUntil, tooLongOffline } from './services/offline-limit.ts'
import { toExport, writeExport } from './services/outbox-export.ts'
import { openProfileFile, type Salvaged, wipeProfileFile } from './services/profile-file.ts'
import { keepRefreshToken, keepStoredSession, readRefreshToken, readStoredSession } from './services/stored-session.ts'
import { makeVerifier, NO_VERIFIER, verifies } from './services/verifier.ts'
import { createEngine, type Engine } from './sync/engine.ts'
import type { QuarantineClient } from './sync/quarantine-client.ts'
import type { Intake } from './sync/intake.ts'
import { watchRevocation } from './sync/revocation.ts'
import { createTokens, type Tokens } from './sync/tokens.ts'
import type { Transport } from './sync/transport.ts'

/** The person at the desk: their file, their tokens, the engine that keeps the file in step. */
export type Signed = { readonly profile: Profile; readonly tokens: Tokens; readonly engine: Engine }

export type Sessions = {
  readonly current: () => Signed | null
  /** Goes on as the last person, without asking and without a network. */
  readonly resume: () => void
  readonly signIn: (username: string, password: string) => Promise<Result<SessionUser, AppError>>
  /** Goes on with a session that was begun elsewhere, in the system's browser. */
  readonly signedIn: (session: SessionResponse, askedAtMs: number) => Promise<Result<SessionUser, AppError>>
  readonly signOut: () => Promise<void>
  /** Keeps what the window shows to the person at the desk; what it shows to another is not kept. */
  readonly keepPicture: (picture: FirstPicture) => void
  readonly close: () => Promise<void>
}

export type SessionDeps = {
  readonly device: Device
  /** Folder of the people's files. */
  readonly folder: string
  /** What the next window shows before this process runs. Nobody sees it whom `resume` would not let in. */
  readonly picture: PictureFile
  /** Folder of what could not be sent by this program. */
  readonly exports: string
  readonly migrations: string
  readonly transport: Transport
  readonly quarantine: QuarantineClient
  readonly sealer: Sealer
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly events: ChangeEvents
  /** What takes rows in, for a file; the engine's own in this thread if absent. */
  readonly intakeOf?: (profile: Profile) => Intake
  readonly onSlow?: (sql: string, ms: number) => void
  /** Told of a turn of the sync that broke off for a reason nobody expected. */
  readonly onBroken: (problem: unknown) => void
}

/** Where the backend does not say. */
const OFFLINE_DAYS = 14

/**
 * Who is signed in. One file a person, so that another's outbox waits for its owner. The first sign-in needs the backend; later
 * ones fall back on the verifier kept in the person's file, for as long as the backend's policy allows.
 *
 * What may befall a file, and what is never lost of it:
 *   damaged  set aside, its unsent work salvaged into a new one
 *   newer    left alone, its unsent work written to an export
 *   revoked  its unsent work handed over, then wiped
 */
export function createSessions(deps: SessionDeps): Sessions {
  const { device, folder, migrations, sealer, clock, events, picture } = deps
  let signed: Signed | null = null
  let handingOver: Promise<unknown> | null = null
  const fileOf = (userId: string): string => join(folder, `${userId}.sqlite`)
  /** Blocks of numbers belong to a file: two people on one device must not draw from the same. */
  const deviceIdOf = (username: string): string => personDeviceId(username, device.get().deviceId)
  const nowIso = (): string => new Date(clock.nowMs()).toISOString()
  const transport = watchRevocation(deps.transport, () => void revoked())

  function tell(notice: Omit<Notice, 'id' | 'at'>): void {
    device.change({ notices: [...device.get().notices, { id: uuidV7(), at: nowIso(), ...notice }] })
    events.emit({ kind: 'session' })
  }

  function open(user: SessionUser, damaged = false): Signed {
    const options = {
      file: fileOf(user.id),
      migrations,
      user,
      deviceId: deviceIdOf(user.username),
      clock,
      sealer,
      events,
      ...(deps.onSlow === undefined ? {} : { onSlow: deps.onSlow }),
    }
    const { profile, salvaged } = openProfileFile(options, nowIso(), damaged)
    if (salvaged !== null) tellSalvaged(user, salvaged)
    watchDamage(profile.db, () => deps.timers.after(0, () => void salvage(profile)))
    const tokens = createTokens({
      profile,
      transport,
      clock,
      load: () => readRefreshToken(profile.db, sealer),
      save: (session) => {
        profile.user = session.user
        keepRefreshToken(profile.db, sealer, session.user, session.refreshToken)
        const contact = { at: session.serverTime, days: session.offlineDays ?? OFFLINE_DAYS }
        device.change({ contacts: { ...device.get().contacts, [session.user.id]: contact } })
      },
    })
    const { timers, random, onBroken } = deps
    const intake = deps.intakeOf?.(profile)
    const engine = createEngine({ profile, transport, tokens, timers, random, onBroken, ...(intake && { intake }) })
    return { profile, tokens, engine }
  }

  function tellSalvaged({ username }: SessionUser, { setAside, remains: { rows, complete } }: Salvaged): void {
    const counts = { commands: rows.outbox.length, conflicts: rows.conflict.length, drafts: rows.draft.length }
    tell({ kind: 'damaged', username, file: setAside, ...counts, complete })
  }

  /** The file turned out to be damaged while it was worked with. */
  async function salvage(profile: Profile): Promise<void> {
    if (signed?.profile !== profile) return
    await leave()
    enter(open(profile.user, true))
  }

  /** The file was made by a newer program: what it holds unsent is written where a person finds it. */
  function exportNewer(userId: string, username: string): void {
    if (device.get().notices.some((notice) => notice.kind === 'newer' && notice.username === username)) return
    const remains = readRemains(fileOf(userId))
    const content = toExport(remains, userId, nowIso())
    const file = writeExport(deps.exports, `outbox-${username}`, content)
    const { commands, conflicts, drafts } = content
    const counts = { commands: commands.length, conflicts: conflicts.length, drafts: drafts.length }
    tell({ kind: 'newer', username, file, ...counts, complete: remains.complete })
  }

  /** The signed-in person's device was revoked: handed over and wiped; while that fails, everything stays and is tried again. */
  function revoked(): Promise<unknown> {
    handingOver ??= (async () => {
      const leaving = signed
      const refreshToken = leaving === null ? null : readRefreshToken(leaving.profile.db, sealer)
      if (leaving === null || refreshToken === null) return
      await handOverAndWipe(leaving.profile, { refreshToken })
    })()
      .catch(deps.onBroken) // the person signed out meanwhile: handed over when they sign in again
      .finally(() => (handingOver = null))
    return handingOver
  }

  async function handOverAndWipe(profile: Profile, proof: HandOverRequest['proof']): Promise<boolean> {
    const handed = await handOverAll(profile, deps.quarantine, proof)
    if (!handed.ok) return false
    const { user } = profile
    if (signed?.profile === profile) await leave()
    else profile.db.close()
    picture.drop()
    wipeProfileFile(fileOf(user.id))
    const { [user.username.toLowerCase()]: _gone, ...users } = device.get().users
    device.change({ users, signedIn: null })
    tell({ kind: 'revoked', username: user.username, file: null, ...handed.value, complete: true })
    return true
  }

  async function leave(): Promise<void> {
    const leaving = signed
    signed = null
    if (leaving === null) return
    await leaving.engine.stop().catch(deps.onBroken) // a damaged file may break its last turn
    leaving.profile.db.close()
  }

  function enter(next: Signed): void {
    signed = next
    const { user } = next.profile
    const { users, signedIn } = device.get()
    if (signedIn !== user.id) picture.drop()
    device.change({
      lastUsername: user.username,
      signedIn: user.id,
      users: { ...users, [user.username.toLowerCase()]: user.id },
    })
    next.engine.start()
    events.emit({ kind: 'session' })
  }

  /** @param password null for a person who has none here: without a network their device goes on, but lets nobody in */
  async function online(session: SessionResponse, password: string | null, askedAtMs: number): Promise<SessionUser> {
    const verifier = password === null ? NO_VERIFIER : await makeVerifier(password)
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
    const stored = same && signed !== null ? readStoredSession(signed.profile.db) : storedIn(userId)
    if (stored === null) return err(appError('network.offline'))
    if (!(await verifies(password, stored.verifier))) return err(appError('auth.wrong'))
    const tooLong = tooLongOffline(device.get(), userId, clock)
    if (tooLong !== null) return err(tooLong)
    if (!same) {
      await leave()
      enter(open(stored.user))
    }
    return ok(stored.user)
  }

  /** What a file that nobody has open says of its owner; of a damaged one, as far as it can be read. */
  function storedIn(userId: string): ReturnType<typeof readStoredSession> {
    try {
      const db = openDb({ file: fileOf(userId), migrations })
      try {
        return readStoredSession(db)
      } finally {
        db.close()
      }
    } catch (error) {
      if (!isDamage(error)) throw error
      const [row] = readRemains(fileOf(userId)).rows.session
      return row === undefined ? null : readStoredSession({ get: () => row as never })
    }
  }

  /** The person proved who they are, and the backend says that this device is revoked. */
  async function lastWord(username: string, password: string): Promise<void> {
    const userId = device.get().users[username.toLowerCase()]
    const stored = userId === undefined ? null : storedIn(userId)
    if (stored === null) return
    const profile = signed !== null && signed.profile.user.id === userId ? signed.profile : open(stored.user).profile
    const done = await handOverAndWipe(profile, { username, password })
    if (!done && signed?.profile !== profile) profile.db.close()
  }

  /** A file of a newer program is left alone; its outbox is exported, and the answer says so. */
  async function guarded<T>(username: string, work: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    try {
      return await work()
    } catch (error) {
      const userId = device.get().users[username.toLowerCase()]
      if (!(error instanceof StoreError) || userId === undefined) throw error
      exportNewer(userId, username)
      return err(appError('store.newer'))
    }
  }

  return {
    current: () => signed,
    resume: () => {
      const userId = device.get().signedIn
      if (userId !== null && signed === null && tooLongOffline(device.get(), userId, clock) === null) {
        try {
          const stored = storedIn(userId)
          if (stored !== null) enter(open(stored.user))
        } catch (error) {
          if (!(error instanceof StoreError)) throw error
          exportNewer(userId, device.get().lastUsername ?? userId)
        }
      }
      if (signed === null) picture.drop()
    },
    signIn: (username, password) => {
      const name = username.trim()
      return guarded(name, async () => {
        const askedAtMs = clock.nowMs()
        const answer = await deps.transport.signIn({ username: name, password, deviceId: deviceIdOf(name) })
        if (answer.ok) return ok(await online(answer.value, password, askedAtMs))
        if (answer.error.code === 'device.revoked') await lastWord(name, password)
        return answer.error.code === 'network.offline' ? offline(name, password) : answer
      })
    },
    signedIn: (session, askedAtMs) =>
      guarded(session.user.username, async () => ok(await online(session, null, askedAtMs))),
    signOut: async () => {
      const leaving = signed
      if (leaving === null) return
      const token = await leaving.tokens.get()
      if (token.ok) await transport.signOut(token.value)
      if (signed !== leaving) return // revoked meanwhile, and wiped
      keepRefreshToken(leaving.profile.db, sealer, leaving.profile.user, null)
      await leave()
      picture.drop()
      device.change({ signedIn: null })
      events.emit({ kind: 'session' })
    },
    keepPicture: (shown) => {
      const userId = signed?.profile.user.id
      if (userId === undefined || shown.session.user?.id !== userId) return
      picture.keep({ until: clock.given ? null : offlineUntil(device.get(), userId), picture: shown })
    },
    close: leave,
  }
}
