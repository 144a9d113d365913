import type { ReadDb, WriteDb } from '#db/client.ts'
import { isClockTrusted } from '#shared/domain/command/clock-trust.ts'

/** Where this file stands in the backend's order. */
export type SyncState = {
  readonly epoch: string | null
  readonly position: number
  readonly filled: boolean
  readonly offsetMs: number
  readonly lastPullAt: string | null
}

export function readSyncState(db: ReadDb): SyncState {
  const row = db.get<Omit<SyncState, 'filled'> & { filled: number }>(
    `select epoch, position, filled, offset_ms as offsetMs, last_pull_at as lastPullAt from sync_state where one = 1`,
  )
  if (row === undefined) throw new Error('the file has no sync state')
  return { ...row, filled: row.filled === 1 }
}

/** An answer that took longer (a slow line, a machine that slept meanwhile) says too little about the time. */
const QUICK_MS = 10_000

/**
 * What an answer says about the time: the offset of the backend's clock, read in the middle of a quick request, and that there was
 * contact. A given clock is nobody else's, so that nothing is learned from it.
 */
export function keepContact(
  db: WriteDb,
  contact: { serverTime: string; askedAtMs: number; answeredAtMs: number; given: boolean },
): void {
  const { serverTime, askedAtMs, answeredAtMs, given } = contact
  const tookMs = answeredAtMs - askedAtMs
  if (given || (tookMs >= 0 && tookMs <= QUICK_MS)) {
    const offset = given ? 0 : Math.round(Date.parse(serverTime) - (askedAtMs + answeredAtMs) / 2)
    distrustBy(db, offset)
    db.run('update sync_state set offset_ms = ? where one = 1', offset)
  }
  db.run('update sync_state set contact_at = ? where one = 1', serverTime)
}

/**
 * The device's clock was changed since the last contact: what was done since may have been timed by either, and nobody knows which.
 * The backend is told so with each command that it has not decided yet.
 */
function distrustBy(db: WriteDb, offsetMs: number): void {
  const before = db.get<{ offsetMs: number; contactAt: string | null }>(
    'select offset_ms as offsetMs, contact_at as contactAt from sync_state where one = 1',
  )
  const jumpMs = offsetMs - (before?.offsetMs ?? 0)
  if (before?.contactAt && !isClockTrusted(jumpMs))
    db.run(`update outbox set skew_ms = ? where status in ('queued', 'sent', 'held')`, jumpMs)
}
