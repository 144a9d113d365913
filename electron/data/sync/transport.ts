import type { AnyRow } from '#shared/domain/tables.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type {
  FillBegin,
  FillMark,
  Lease,
  LiveEvent,
  PulledRow,
  PullResponse,
  PushRequest,
  PushResponse,
  SessionResponse,
} from '#shared/sync/wire.ts'

/** What comes of a first fill in one go: how it begins, or rows with the mark behind them. */
export type FillPart =
  | { readonly kind: 'begin'; readonly begin: FillBegin }
  | { readonly kind: 'rows'; readonly rows: readonly FilledRow[]; readonly mark: FillMark }
export type FilledRow = { readonly table: PulledRow['table']; readonly row: AnyRow }

export type Answer<T> = Promise<Result<T, AppError>>

/** The backend as the engine sees it. Being offline is an answer (`network.offline`), not an exception. */
export type Transport = {
  /** Whether the backend is there. */
  readonly reach: () => Answer<unknown>
  readonly signIn: (request: { username: string; password: string; deviceId: string }) => Answer<SessionResponse>
  readonly refresh: (request: { refreshToken: string; deviceId: string }) => Answer<SessionResponse>
  readonly signOut: (token: string) => Answer<null>
  readonly push: (request: PushRequest, token: string) => Answer<PushResponse>
  readonly pull: (query: { epoch: string | null; after: number; limit: number }, token: string) => Answer<PullResponse>
  /**
   * The stream of a first fill. Each part is taken in before the next is read; where `take` answers false the stream is left.
   * Whole only when it ended by itself with everything given.
   */
  readonly firstFill: (
    query: { epoch: string | null; cursor: string },
    token: string,
    take: (part: FillPart) => boolean,
  ) => Answer<'whole' | 'left' | 'cut'>
  readonly leases: (request: { deviceId: string }, token: string) => Answer<readonly Lease[]>
  readonly passcode: (
    request: { commandId: string; caseId: string; deviceId: string; actAt: string },
    token: string,
  ) => Answer<string>
  /** Positions as they come; answers when the stream has ended, and why. */
  readonly live: (token: string, onEvent: (event: LiveEvent) => void, signal: AbortSignal) => Answer<null>
}
