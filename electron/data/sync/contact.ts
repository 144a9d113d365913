import { isClockTrusted } from '#shared/domain/command/clock-trust.ts'
import type { WriteDb } from '#db/client.ts'
import type { Profile } from '../profile.ts'
import { decideAll } from '../services/decide-all.ts'

/** When a request left and when its answer was there, by the device's clock. */
export type Contact = { readonly askedAtMs: number; readonly answeredAtMs: number }

/** An answer that took longer (a slow line, a machine that slept meanwhile) says too little about the time. */
const QUICK_MS = 10_000

/**
 * What an answer says about the time: the offset of the backend's clock, read in the middle of a quick request, and that there was
 * contact. A given clock is nobody else's, so that nothing is learned from it.
 */
export function keepContact(profile: Profile, serverTime: string, { askedAtMs, answeredAtMs }: Contact): void {
  const { db, clock } = profile
  const tookMs = answeredAtMs - askedAtMs
  db.transaction(() => {
    if (clock.given || (tookMs >= 0 && tookMs <= QUICK_MS)) {
      const offset = clock.given ? 0 : Math.round(Date.parse(serverTime) - (askedAtMs + answeredAtMs) / 2)
      if (distrustBy(db, offset)) decideAll(profile)
      db.run('update sync_state set offset_ms = ? where one = 1', offset)
    }
    db.run('update sync_state set contact_at = ? where one = 1', serverTime)
  })
}

/**
 * The device's clock was changed since the last contact: what was done since may have been timed by either, and nobody knows which.
 * The backend is told so with each command that it has not decided yet. True: there are some, and what is shown counts otherwise now.
 */
function distrustBy(db: WriteDb, offsetMs: number): boolean {
  const before = db.get<{ offsetMs: number; contactAt: string | null }>(
    'select offset_ms as offsetMs, contact_at as contactAt from sync_state where one = 1',
  )
  const jumpMs = offsetMs - (before?.offsetMs ?? 0)
  if (!before?.contactAt || isClockTrusted(jumpMs)) return false
  db.run(`update outbox set skew_ms = ? where status in ('queued', 'sent', 'held')`, jumpMs)
  return true
}
