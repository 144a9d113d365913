import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import { personDeviceId } from '#shared/sync/person-device.ts'
import type { SessionResponse } from '#shared/sync/wire.ts'
import { type Database, type Executor, inTransaction } from '../../database/connect.ts'
import { batched } from '../../lib/batched.ts'
import { after, type Clock } from '../../lib/clock.ts'
import { type Claims, readAccessToken, signAccessToken } from './access-token.ts'
import { createAttempts } from './attempts.ts'
import { PERSON, type Person, personFrom, type PersonRow, sessionUserOf } from './people.ts'
import { passwordMatches } from './passwords.ts'

const ACCESS_MS = 15 * 60_000
const MOST_TOKENS = 50_000
const SESSION_MS = 30 * 24 * 3_600_000
/** Policy: so long after the last contact a person may still sign in on their device without a network. */
export const OFFLINE_DAYS = 14

/** Who a request comes from. */
export type Signed = {
  readonly person: Person
  readonly deviceId: string
  readonly sessionId: string
  readonly expiresAt: string
}
type SignIn = {
  readonly username: string
  readonly password: string
  readonly deviceId: string
  readonly address: string
}
type Answer = Promise<Result<SessionResponse, AppError>>

export type Sessions = {
  readonly signIn: (by: SignIn) => Answer
  /** A person whom somebody we trust vouches for, on one of their machines. */
  readonly signInAs: (username: string, machineId: string) => Answer
  readonly refresh: (token: string, deviceId: string) => Answer
  readonly end: (sessionId: string) => Promise<void>
  /** Reads an access token; the session, the person and the device must still be good. */
  readonly authenticate: (token: string) => Promise<Result<Signed, AppError>>
  /** The session that a token of ours names, whether or not it is still good; undefined for any other text. */
  readonly sessionOf: (token: string) => string | undefined
}

/**
 * Sessions of devices: an access token for 15 minutes, and a refresh token that is good once. A refresh token that comes again was
 * copied, so its whole session ends and the person signs in anew. Passwords and tokens are kept as hashes only.
 */
export function createSessions(db: Database, clock: Clock, key: Buffer, offlineDays = OFFLINE_DAYS): Sessions {
  const attempts = createAttempts()
  const nowIso = () => clock.now().toISOString()

  async function answer(executor: Executor, person: Person, sessionId: string): Promise<SessionResponse> {
    const refreshToken = randomBytes(32).toString('base64url')
    await executor.execute(
      sql`insert into refresh_token (hash, session_id, issued_at) values (${hashOf(refreshToken)}, ${sessionId}, ${nowIso()})`,
    )
    const accessExpiresAt = after(clock.now(), ACCESS_MS)
    const accessToken = signAccessToken(key, { session: sessionId, expiresAt: accessExpiresAt })
    return {
      user: sessionUserOf(person),
      accessToken,
      accessExpiresAt,
      refreshToken,
      serverTime: nowIso(),
      offlineDays,
    }
  }

  /** A new session of a person who proved who they are. */
  const begin = (person: Person, deviceId: string): Answer =>
    inTransaction(db, async (tx) => {
      const seen = await tx.execute<{
        revoked_at: string | null
      }>(sql`insert into device (id, first_seen_at, last_seen_at)
        values (${deviceId}, ${nowIso()}, ${nowIso()}) on conflict (id) do update set last_seen_at = excluded.last_seen_at
        returning revoked_at`)
      if (seen.rows[0]?.revoked_at) return err(appError('device.revoked'))
      const sessionId = randomUUID()
      await tx.execute(sql`insert into session (id, user_id, device_id, created_at, expires_at)
        values (${sessionId}, ${person.id}, ${deviceId}, ${nowIso()}, ${after(clock.now(), SESSION_MS)})`)
      return ok(await answer(tx, person, sessionId))
    })

  // A signature that was right stays right; every request of a device shows the same token for minutes.
  const signedBefore = new Map<string, Claims>()
  function claimsOf(token: string): Claims | null {
    const known = signedBefore.get(token)
    if (known !== undefined) return known
    const claims = readAccessToken(key, token)
    if (claims === null) return null
    if (signedBefore.size >= MOST_TOKENS) signedBefore.clear()
    signedBefore.set(token, claims)
    return claims
  }

  const liveSession = batched(async (ids: readonly string[]) => {
    const { rows } = await db.execute<SignedRow>(sql`select ${PERSON}, s.id as session_id, s.device_id, d.revoked_at
      from session s join app_user u on u.id = s.user_id join device d on d.id = s.device_id
      where s.id = any(${sql.param(ids)}::uuid[]) and s.ended_at is null and u.disabled_at is null`)
    return new Map(rows.map((row) => [row.session_id, row]))
  })

  return {
    signIn: async ({ username, password, deviceId, address }) => {
      const who = `${username.toLowerCase()} ${address}`
      if (!attempts.mayTry(who)) return err(appError('server.busy'))
      const { rows } = await db.execute<PersonRow & { password_hash: string }>(
        sql`select ${PERSON}, u.password_hash from app_user u where lower(u.username) = lower(${username}) and u.disabled_at is null`,
      )
      const found = rows[0]
      if (!(await passwordMatches(found?.password_hash, password)) || found === undefined) {
        attempts.failed(who)
        return err(appError('auth.wrong'))
      }
      attempts.succeeded(who)
      return begin(personFrom(found), deviceId)
    },

    signInAs: async (username, machineId) => {
      const { rows } = await db.execute<PersonRow>(
        sql`select ${PERSON} from app_user u where lower(u.username) = lower(${username}) and u.disabled_at is null`,
      )
      const found = rows[0]
      if (found === undefined) return err(appError('auth.unknown-person'))
      return begin(personFrom(found), personDeviceId(found.username, machineId))
    },

    refresh: (token, deviceId) =>
      inTransaction(db, async (tx) => {
        const { rows } =
          await tx.execute<RefreshRow>(sql`select ${PERSON}, s.id as session_id, s.ended_at, s.expires_at > ${nowIso()} as live,
            t.used_at, s.device_id, d.revoked_at, u.disabled_at
          from refresh_token t join session s on s.id = t.session_id join app_user u on u.id = s.user_id join device d on d.id = s.device_id
          where t.hash = ${hashOf(token)} for update of t, s`)
        const found = rows[0]
        if (found === undefined || found.device_id !== deviceId.toLowerCase() || !found.live)
          return err(appError('auth.required'))
        if (found.revoked_at !== null) return err(appError('device.revoked'))
        if (found.ended_at !== null || found.disabled_at !== null) return err(appError('auth.required'))
        if (found.used_at !== null) {
          await tx.execute(
            sql`update session set ended_at = ${nowIso()}, ended_by = 'token-reused' where id = ${found.session_id}`,
          )
          return err(appError('auth.required'))
        }
        await tx.execute(sql`update refresh_token set used_at = ${nowIso()} where hash = ${hashOf(token)}`)
        await tx.execute(
          sql`update session set expires_at = ${after(clock.now(), SESSION_MS)} where id = ${found.session_id}`,
        )
        return ok(await answer(tx, personFrom(found), found.session_id))
      }),

    end: async (sessionId) => {
      await db.execute(
        sql`update session set ended_at = ${nowIso()}, ended_by = 'signed-out' where id = ${sessionId} and ended_at is null`,
      )
    },

    sessionOf: (token) => claimsOf(token)?.session,

    authenticate: async (token) => {
      const claims = claimsOf(token)
      if (claims === null) return err(appError('auth.required'))
      if (claims.expiresAt <= nowIso()) return err(appError('auth.expired'))
      const found = await liveSession(claims.session)
      if (found === undefined) return err(appError('auth.required'))
      if (found.revoked_at !== null) return err(appError('device.revoked'))
      return ok({
        person: personFrom(found),
        deviceId: found.device_id,
        sessionId: found.session_id,
        expiresAt: claims.expiresAt,
      })
    },
  }
}

type SignedRow = PersonRow & { session_id: string; device_id: string; revoked_at: string | null }
type RefreshRow = SignedRow & {
  ended_at: string | null
  used_at: string | null
  live: boolean
  disabled_at: string | null
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
