import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Lease, LiveEvent, PullResponse, PushRequest, PushResponse, SessionResponse } from '#shared/sync/wire.ts'

export type Answer<T> = Promise<Result<T, AppError>>

/** The backend as the engine sees it. Being offline is an answer (`network.offline`), not an exception. */
export type Transport = {
  readonly signIn: (request: { username: string; password: string; deviceId: string }) => Answer<SessionResponse>
  readonly refresh: (request: { refreshToken: string; deviceId: string }) => Answer<SessionResponse>
  readonly signOut: (token: string) => Answer<null>
  readonly push: (request: PushRequest, token: string) => Answer<PushResponse>
  readonly pull: (query: { epoch: string | null; after: number; limit: number }, token: string) => Answer<PullResponse>
  readonly leases: (request: { deviceId: string }, token: string) => Answer<readonly Lease[]>
  readonly passcode: (
    request: { commandId: string; caseId: string; deviceId: string; actAt: string },
    token: string,
  ) => Answer<string>
  /** Positions as they come; answers when the stream has ended, and why. */
  readonly live: (token: string, onEvent: (event: LiveEvent) => void, signal: AbortSignal) => Answer<null>
}
