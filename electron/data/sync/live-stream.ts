import { countUnheard, countWaiting } from '#db/outbox.ts'
import type { LiveEvent } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { applyPage } from './pull.ts'
import { readSyncState } from './sync-state.ts'
import type { Transport } from './transport.ts'

export type LiveStream = {
  /** Opens it, if it is not open. */
  readonly open: (token: string) => void
  readonly close: () => void
  readonly isOpen: () => boolean
}

export type LiveStreamDeps = {
  readonly profile: Profile
  readonly transport: Transport
  /** Whether no turn is under way, and the last one went well: then an event may be taken in on its own. */
  readonly isIdle: () => boolean
  /** Told when an event was taken in. */
  readonly tell: () => void
  /** Told when a turn is needed, to bring what is new or to send, and when the stream has ended by itself. */
  readonly missed: () => void
}

/** The backend's news as they happen. Rows that come along and follow on what is here are taken in; for all else a turn asks. */
export function createLiveStream({ profile, transport, isIdle, tell, missed }: LiveStreamDeps): LiveStream {
  const { db, clock } = profile
  let stream: AbortController | null = null

  function open(token: string): void {
    if (stream !== null) return
    const opened = new AbortController()
    stream = opened
    const onEvent = (event: LiveEvent): void => {
      const at = readSyncState(db)
      if (event.epoch === at.epoch && event.position <= at.position) return
      const takesIn = isIdle() && !opened.signal.aborted && at.filled && followsOn(event, at) && countUnheard(db) === 0
      if (takesIn) take(event)
      else missed()
    }
    void transport.live(token, onEvent, opened.signal).then((end) => {
      stream = null
      if (!end.ok || !opened.signal.aborted) missed()
    })
  }

  /** The rows came along: nothing needs to be asked. What an approval among them lets go on is sent by a turn. */
  function take({ epoch, position, brought }: LiveEvent): void {
    const serverTime = new Date(clock.nowMs()).toISOString()
    const page = { epoch, serverTime, rows: brought?.rows ?? [], next: position, done: true, remaining: 0 }
    const before = countWaiting(db)
    applyPage(profile, page, null)
    if (countWaiting(db) > before) missed()
    tell()
  }

  return { open, close: () => stream?.abort(), isOpen: () => stream !== null }
}

/** Whether an event has all that came after what is here. */
const followsOn = ({ epoch, brought }: LiveEvent, at: { epoch: string | null; position: number }): boolean =>
  epoch === at.epoch && brought !== undefined && brought.after === at.position
