import { implement, ORPCError } from '@orpc/server'
import { contract } from '#shared/contract/contract.ts'
import type { Outcome } from '#shared/contract/outcome.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { ChangeEvents } from '../lib/change-events.ts'
import type { Clock } from '../lib/clock.ts'
import type { BrowserSignInDeps } from '../services/browser-sign-in.ts'
import type { Device } from '../services/device-file.ts'
import type { Sessions, Signed } from '../session.ts'
import type { QuarantineClient } from '../sync/quarantine-client.ts'
import type { Transport } from '../sync/transport.ts'

/** What the handlers work with. */
export type CallContext = {
  readonly sessions: Sessions
  readonly device: Device
  readonly transport: Transport
  readonly quarantine: QuarantineClient
  readonly browserSignIn: Pick<BrowserSignInDeps, 'client' | 'openInBrowser'>
  readonly clock: Clock
  readonly events: ChangeEvents
  /** Fulfilled when it is first known where the backend is; an embedded one needs some seconds to start. */
  readonly backendKnown: Promise<void>
  readonly release: boolean
}

/** Calls that anyone may make; input and output are checked against the contract. */
export const calls = implement(contract).$context<CallContext>()

/** Calls about a person's own file. The window makes none before someone is signed in. */
export const own = calls.use(({ context, next }) => {
  const signed = context.sessions.current()
  if (signed === null) throw new ORPCError('UNAUTHORIZED')
  return next({ context: { signed } })
})
export type { Signed }

type Plain<E> = { -readonly [K in keyof E]: E[K] }
type Sent = { ok: false; error: Extract<Outcome<never>, { ok: false }>['error'] & SentError }
type SentError = Plain<Omit<AppError, 'facts'>> & {
  facts?: Record<string, string | number | boolean | string[] | null> | undefined
}

/** A result as the contract sends it. */
export function toOutcome<T>(result: Result<T, AppError>): { ok: true; value: T } | Sent {
  return result.ok ? { ok: true, value: result.value } : { ok: false, error: result.error as Sent['error'] }
}
