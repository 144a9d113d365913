import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { SessionResponse } from '#shared/sync/wire.ts'
import type { Clock } from '../lib/clock.ts'
import type { Profile } from '../profile.ts'
import { keepContact } from './contact.ts'
import type { Transport } from './transport.ts'

/** A token is renewed this long before it ends. */
const EARLY_MS = 30_000

export type Tokens = {
  /** A token that is good now. `auth.*` when the person has to sign in again. */
  readonly get: () => Promise<Result<string, AppError>>
  /** The backend did not take the token: the next {@link Tokens.get} renews it. */
  readonly reject: () => void
  /** `askedAtMs`: when it was asked for, by the device's clock; the answer tells the time. */
  readonly keep: (session: SessionResponse, askedAtMs?: number) => void
  readonly needsSignIn: () => boolean
}

type Deps = {
  readonly profile: Profile
  readonly transport: Transport
  readonly clock: Clock
  /** The refresh token as it is kept, and where a new one goes. */
  readonly load: () => string | null
  readonly save: (session: SessionResponse) => void
}

/**
 * The session's tokens. Renewing is done once at a time: a refresh token is good for one use, and the next is on disk before the
 * access token is used.
 */
export function createTokens({ profile, transport, clock, load, save }: Deps): Tokens {
  let access: { token: string; endsAtMs: number } | null = null
  let ended = false
  let renewing: Promise<Result<string, AppError>> | null = null

  function keep(session: SessionResponse, askedAtMs?: number): void {
    save(session)
    if (askedAtMs !== undefined) keepContact(profile, session.serverTime, { askedAtMs, answeredAtMs: clock.nowMs() })
    ended = false
    const lastsMs = Date.parse(session.accessExpiresAt) - Date.parse(session.serverTime)
    access = { token: session.accessToken, endsAtMs: clock.nowMs() + lastsMs - EARLY_MS }
  }

  async function renew(): Promise<Result<string, AppError>> {
    const refreshToken = load()
    if (refreshToken === null) {
      ended = true
      return err(appError('auth.required'))
    }
    const askedAtMs = clock.nowMs()
    const answer = await transport.refresh({ refreshToken, deviceId: profile.deviceId })
    if (!answer.ok) {
      if (answer.error.code.startsWith('auth.') || answer.error.code === 'device.revoked') ended = true
      return answer
    }
    keep(answer.value, askedAtMs)
    return ok(answer.value.accessToken)
  }

  return {
    get: async () => {
      if (access !== null && clock.nowMs() < access.endsAtMs) return ok(access.token)
      if (ended) return err(appError('auth.expired'))
      renewing ??= renew().finally(() => (renewing = null))
      return renewing
    },
    reject: () => {
      access = null
    },
    keep,
    needsSignIn: () => ended,
  }
}
