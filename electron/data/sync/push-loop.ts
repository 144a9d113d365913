import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { Timers } from '../lib/timers.ts'
import type { Profile } from '../profile.ts'
import { keepContact } from './contact.ts'
import {
  BATCH,
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
}

/** Sends what is pending, batch by batch, until nothing is left that may be sent in this turn. */
export function createPushLoop({ profile, transport, timers, tell }: PushLoopDeps) {
  const { db, clock } = profile
  let batchLimit = BATCH

  async function pushAll(token: string): Promise<Result<null, AppError>> {
    const failed = new Set<string>()
    const failures: Failure[] = []
    let isWell = false
    let brought: Brought | null = null
    for (;;) {
      const batch = nextBatch(profile, batchLimit, failed)
      if (isEmpty(batch)) {
        const setAside = failures.splice(0).filter((failure) => countFailure(profile, failure, isWell))
        if (setAside.length > 0) continue // what waited for them may go
        batchLimit = BATCH
        if (brought !== null) takeBrought(profile, brought)
        return ok(null)
      }
      const from = standAfter(brought)
      const askedAtMs = clock.nowMs()
      const request = startPush(profile, batch, from)
      const answering = transport.push(request, token)
      const answer = await meanwhile(answering, brought)
      brought = null
      if (answer.ok) {
        const contact = { askedAtMs, answeredAtMs: clock.nowMs() }
        if (request.epoch !== undefined && request.epoch !== answer.value.epoch) {
          // It tells the time and has decided nothing: the pull that follows begins anew, and all is sent again in its order.
          keepContact(profile, answer.value.serverTime, contact)
          return ok(null)
        }
        isWell = true
        finishPush(profile, batch, answer.value, contact)
        brought = broughtBy(profile, from, answer.value)
        tell()
        continue
      }
      if (isFatal(answer.error)) return answer
      const only = onlyOf(batch)
      if (only === undefined) {
        batchLimit = 1 // one of them is the one: each alone shows which
        continue
      }
      failed.add(only.envelope.id)
      failures.push({ pending: only, error: answer.error })
    }
  }

  /** Takes in what the answer before brought while the next is on its way. One that breaks off leaves no request behind it. */
  async function meanwhile<T>(answering: Promise<T>, brought: Brought | null): Promise<T> {
    try {
      if (brought !== null) {
        await sent(answering)
        takeBrought(profile, brought)
      }
    } catch (problem) {
      await answering
      throw problem
    }
    return answering
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
  function standAfter(brought: Brought | null): Stand | null {
    if (brought !== null) return { epoch: brought.page.epoch, after: brought.page.next }
    const { epoch, position, filled } = readSyncState(db)
    return epoch === null || !filled ? null : { epoch, after: position }
  }

  return pushAll
}

/** Nothing more can be done in this turn. What else goes wrong belongs to the commands of a request. */
export function isFatal(error: AppError): boolean {
  return error.code !== 'server.failed' && error.code !== 'input.invalid'
}
