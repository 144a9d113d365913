import { countWaiting } from '#db/outbox.ts'
import { countConflicts } from '#db/queries/conflicts.ts'
import { type AppError, appError, ERRORS } from '#shared/errors.ts'
import type { SyncStatus } from '#shared/contract/views.ts'
import { err, type Result } from '#shared/lib/result.ts'
import type { Timers } from '../lib/timers.ts'
import type { Profile } from '../profile.ts'
import { keepLeases, numbersLeft, wantsNumbers } from '../services/case-numbers.ts'
import { createIntake, type Intake, type Progress } from './intake.ts'
import { createLiveStream } from './live-stream.ts'
import { createPushLoop, isFatal } from './push-loop.ts'
import { busyUntilAfter, retryDelayMs } from './retry-delay.ts'
import { readSyncState } from './sync-state.ts'
import type { Tokens } from './tokens.ts'
import type { Transport } from './transport.ts'

/**
 * Keeps one file and the backend in step.
 *
 *             ┌────────────── retry after 1–60 s, or "now" ◀─────────────┐
 *             ▼                                                          │
 *   offline ──▶ connecting ──▶ catching-up ──▶ live ──(stream, commit, poll)──▶ turn again
 *      ▲            │               │            │
 *      └────────────┴───────────────┴────────────┘ any failure
 *
 * A turn: whether the backend is there (where it was not), token, push until nothing is left to send, numbers, fill or pull until
 * done; what is committed while much comes is sent in between. Laws:
 *  - One turn at a time, and in it one request; behind a full batch a second, with nothing of its cases, so that within a case nothing
 *    is overtaken.
 *  - The answer to a push brings what changed meanwhile, or what its own commands wrote where a second request is under way; it is taken
 *    in while the next is. Its rows hold nothing of a request that has not been answered.
 *  - Pushing comes first, so that what the backend accepted without our hearing of it is known before its rows come.
 *  - An accepted command leaves the outbox only when a pull has reached its position; until then its rows are its own work.
 *  - No transaction is held over a request.
 *  - A failing command holds up its case, never the others; failing to push never keeps rows from coming.
 */
export type Engine = {
  /** One turn; for tests and simulations, which need no loop. */
  readonly turn: () => Promise<Result<null, AppError>>
  /** Turns again and again until {@link Engine.stop}. */
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** Something was committed: sent at once while live, otherwise with the next turn. */
  readonly committed: () => void
  /** Tries to connect now. */
  readonly now: () => void
  readonly status: () => SyncStatus
}

export type EngineDeps = {
  readonly profile: Profile
  readonly transport: Transport
  readonly tokens: Tokens
  readonly timers: Timers
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number
  readonly pageSize?: number
  /** As many commands as a push has at most. */
  readonly batchSize?: number
  /** Takes in what the backend gives; in this thread if absent. */
  readonly intake?: Intake
  /** Told of a turn that broke off for a reason nobody expected. */
  readonly onBroken?: (problem: unknown) => void
}

const PAGE = 1000
/** Without a stream the backend is asked this often; with one, in case that an event was lost. */
const POLL_MS = 15_000
const POLL_LIVE_MS = 60_000

type State = SyncStatus['state']

export function createEngine(deps: EngineDeps): Engine {
  const { profile, transport, tokens, timers, random } = deps
  const { db, clock } = profile
  let state: State = 'offline'
  let since = nowIso()
  let progress: SyncStatus['progress'] = null
  let running: Promise<Result<null, AppError>> | null = null
  let loop: Promise<void> | null = null
  let stopping = false
  let wanted = false
  let wake: () => void = () => {}
  let failures = 0
  let busyUntil: string | null = null
  let pressing = false
  const intake = deps.intake ?? createIntake({ profile, transport, pageSize: deps.pageSize ?? PAGE })
  const pushAll = createPushLoop({ profile, transport, timers, tell, batchSize: deps.batchSize })
  const stream = createLiveStream({
    profile,
    transport,
    isIdle: () => running === null && state === 'live',
    tell,
    missed: again,
  })

  function nowIso(): string {
    return new Date(clock.nowMs()).toISOString()
  }

  function enter(next: State): void {
    if (next !== state) {
      state = next
      since = nowIso()
    }
    tell()
  }

  function tell(): void {
    profile.events.emit({ kind: 'sync', status: status() })
  }

  function status(): SyncStatus {
    const { lastPullAt, offsetMs } = readSyncState(db)
    return {
      state,
      since,
      waiting: countWaiting(db),
      conflicts: countConflicts(db),
      lastPullAt,
      progress,
      numbersLeft: numbersLeft(db),
      needsSignIn: tokens.needsSignIn(),
      skewMs: -offsetMs,
      ...(busyUntil !== null && { busyUntil }),
    }
  }

  function turn(): Promise<Result<null, AppError>> {
    running ??= takeTurn().finally(() => (running = null))
    return running
  }

  async function takeTurn(): Promise<Result<null, AppError>> {
    if (state === 'offline') enter('connecting')
    const result = await (state === 'connecting' ? reachFirst() : turnOnce())
    busyUntil = result.ok ? null : busyUntilAfter(result.error, clock.nowMs())
    if (result.ok) {
      failures = 0
      enter('live')
      return result
    }
    failures += 1
    progress = null
    stream.close()
    enter('offline')
    return result
  }

  /**
   * A command counts as sent before its request leaves, and cannot be taken back any more: not for one that goes nowhere. Any answer
   * will do, also that of a proxy which keeps this address to itself.
   */
  async function reachFirst(): Promise<Result<null, AppError>> {
    const reached = await transport.reach()
    return !reached.ok && reached.error.code === 'network.offline' ? reached : turnOnce()
  }

  async function turnOnce(): Promise<Result<null, AppError>> {
    for (let again = 0; ; again++) {
      const token = await tokens.get()
      if (!token.ok) return token
      const done = await exchange(token.value)
      if (done.ok || again > 0 || ERRORS[done.error.code].retry !== 'after-sign-in') return done
      tokens.reject()
    }
  }

  async function exchange(token: string): Promise<Result<null, AppError>> {
    for (;;) {
      pressing = false
      const pushed = await pushAll(token)
      if (!pushed.ok && isFatal(pushed.error)) return pushed
      if (wantsNumbers(db)) {
        const leases = await transport.leases({ deviceId: profile.deviceId }, token)
        if (leases.ok) keepLeases(db, leases.value)
        else if (isFatal(leases.error)) return leases
      }
      const before = countWaiting(db)
      const taken = await intake.run(token, { pressing: () => pressing || stopping, progress: arrived })
      if (!taken.ok) return taken
      // What an approval that has come lets go on is sent at once.
      if ((taken.value === 'left' || countWaiting(db) > before) && !stopping) continue
      progress = null
      tell()
      return pushed
    }
  }

  function arrived(news: Progress): void {
    progress = news
    if (state === 'catching-up') tell()
    else enter('catching-up')
  }

  function again(): void {
    wanted = true
    wake()
  }

  async function run(): Promise<void> {
    for (;;) {
      wanted = false
      const result = await turn().catch(broken)
      if (stopping) return
      if (result.ok) await follow()
      else await pause(retryDelayMs(failures, random(), result.error))
      if (stopping) return
    }
  }

  /** A turn that broke off (a full disk, a bug): what it had not committed is not there, and it is tried again like any other. */
  function broken(problem: unknown): Result<null, AppError> {
    deps.onBroken?.(problem)
    failures += 1
    busyUntil = null
    progress = null
    stream.close()
    try {
      enter('offline')
    } catch (unreadable) {
      deps.onBroken?.(unreadable) // it is offline; the window hears so when the file can be read again
    }
    return err(appError('server.failed'))
  }

  /** Live: until something is to be done. */
  async function follow(): Promise<void> {
    const token = await tokens.get()
    if (token.ok) stream.open(token.value)
    await pause(stream.isOpen() ? POLL_LIVE_MS : POLL_MS)
  }

  function pause(ms: number): Promise<void> {
    if (wanted || stopping) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = timers.after(ms, () => wake())
      wake = () => {
        wake = () => {}
        cancel()
        resolve()
      }
    })
  }

  return {
    turn,
    start: () => {
      loop ??= run()
    },
    stop: async () => {
      stopping = true
      stream.close()
      wake()
      await loop
      await intake.close()
    },
    committed: () => {
      tell()
      pressing = true
      if (state === 'live' || state === 'catching-up') again()
    },
    now: again,
    status,
  }
}
