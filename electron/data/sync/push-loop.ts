import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { PushRequest, PushResponse } from '#shared/sync/wire.ts'
import type { Timers } from '../lib/timers.ts'
import type { Profile } from '../profile.ts'
import { keepContact } from './contact.ts'
import {
  BATCH,
  type Batch,
  type Brought,
  broughtBy,
  countFailure,
  type Failure,
  finishPush,
  isEmpty,
  nextBatch,
  onlyOf,
  type Stand,
  startPush,
  takeBrought,
} from './push.ts'
import { readSyncState } from './sync-state.ts'
import type { Transport } from './transport.ts'

/** A request is written to the line while this thread rests: so long it does, before it goes on beside the request. */
const SENDING_MS = 2

export type PushLoopDeps = {
  readonly profile: Profile
  readonly transport: Transport
  readonly timers: Timers
  /** Told after each answer. */
  readonly tell: () => void
  /** As many commands as a request has at most. */
  readonly batchSize?: number | undefined
}

type Answer = Result<PushResponse, AppError>
type Flight = {
  readonly batch: Batch
  readonly request: PushRequest
  readonly stand: Stand | null
  readonly answering: Promise<Answer>
}

/**
 * Sends what is pending, batch by batch, until nothing is left that may be sent in this turn. While a full batch is on its way, the next
 * is sent behind it, with nothing of the same cases: the backend decides the one while the other is written.
 */
export function createPushLoop({ profile, transport, timers, tell, batchSize = BATCH }: PushLoopDeps) {
  const { db, clock } = profile
  let batchLimit = batchSize

  /** However it ends, it leaves no request behind it. */
  async function pushAll(token: string): Promise<Result<null, AppError>> {
    const flying = new Set<Promise<Answer>>()
    const send = (request: PushRequest): Promise<Answer> => {
      const answering = transport.push(request, token)
      const landed = (): void => void flying.delete(answering)
      flying.add(answering)
      void answering.then(landed, landed)
      return answering
    }
    try {
      return await pushBatches(send)
    } finally {
      await Promise.all(flying)
    }
  }

  async function pushBatches(send: (request: PushRequest) => Promise<Answer>): Promise<Result<null, AppError>> {
    const failed = new Set<string>()
    const failures: Failure[] = []
    let isWell = false
    let mayFollow = true
    let bringsOwn = true
    let brought: Brought | null = null
    let following: Flight | null = null

    function depart(batch: Batch, own: boolean): Flight {
      const stand = standAfter(brought, own)
      const askedAtMs = clock.nowMs()
      const request = startPush(profile, batch, stand)
      // The time is learned as an answer comes: what it brings may wait for the answer before it, and tells an older time by then.
      const answering = send(request).then((answer) => {
        if (answer.ok) learnTime(answer.value, askedAtMs)
        return answer
      })
      answering.catch(() => {}) // heard by whoever waits for it
      return { batch, request, stand, answering }
    }

    for (;;) {
      let flight = following
      following = null
      if (flight === null) {
        const batch = nextBatch(profile, batchLimit, failed)
        if (isEmpty(batch)) {
          const setAside = failures.splice(0).filter((failure) => countFailure(profile, failure, isWell))
          if (setAside.length > 0) continue // what waited for them may go
          batchLimit = batchSize
          if (brought !== null) takeBrought(profile, brought)
          return ok(null)
        }
        flight = depart(batch, mayFollow && batch.commands.length === batchSize && batch.toLog.length === 0)
      }
      if (mayFollow && flight.stand?.own === true) {
        await sent(flight.answering)
        const skip = new Set([...failed, ...flight.batch.commands.map(({ envelope }) => envelope.id)])
        const next = nextBatch(profile, batchLimit, skip)
        // What is to be in the log before its next try goes alone.
        if (next.commands.length > 0 && next.toLog.length === 0) following = depart(next, true)
      }
      if (brought !== null) {
        await sent((following ?? flight).answering)
        takeBrought(profile, brought)
        brought = null
      }
      const { batch, request, stand, answering } = flight
      const answer = await answering
      if (answer.ok) {
        if (request.epoch !== undefined && request.epoch !== answer.value.epoch) {
          // It tells the time and has decided nothing: the pull that follows begins anew, and all is sent again in its order.
          return ok(null)
        }
        isWell = true
        finishPush(profile, batch, answer.value)
        brought = broughtBy(profile, stand, answer.value, following?.batch.commands.length ?? 0)
        // Without its own rows, as whoever may not see every row, a request would bring fewer than one that goes alone.
        if (stand?.own === true && answer.value.from === undefined) bringsOwn = false
        mayFollow = bringsOwn && brought?.page.done === true
        tell()
        continue
      }
      mayFollow = false
      if (isFatal(answer.error)) return answer // what followed is asked for again in the next turn
      const only = onlyOf(batch)
      if (only === undefined) {
        batchLimit = 1 // one of them is the one: each alone shows which
        continue
      }
      failed.add(only.envelope.id)
      failures.push({ pending: only, error: answer.error })
    }
  }

  function learnTime({ serverTime }: PushResponse, askedAtMs: number): void {
    db.unsynced(() => keepContact(profile, serverTime, { askedAtMs, answeredAtMs: clock.nowMs() }))
  }

  /** Until a request is on its way, or answered. */
  function sent(answering: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(SENDING_MS, resolve)
      const answered = (): void => {
        cancel()
        resolve()
      }
      void answering.then(answered, answered)
    })
  }

  /** Where this device stands once it has taken in what was brought; null before the first fill. */
  function standAfter(brought: Brought | null, own: boolean): Stand | null {
    const more = own ? ({ own } as const) : {}
    if (brought !== null) return { epoch: brought.page.epoch, after: brought.page.next, ...more }
    const { epoch, position, filled } = readSyncState(db)
    return epoch === null || !filled ? null : { epoch, after: position, ...more }
  }

  return pushAll
}

/** Nothing more can be done in this turn. What else goes wrong belongs to the commands of a request. */
export function isFatal(error: AppError): boolean {
  return error.code !== 'server.failed' && error.code !== 'input.invalid'
}
