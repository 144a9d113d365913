import type { WriteDb } from '#db/client.ts'
import type { Clock } from './clock.ts'

/**
 * When a person acted: the device's clock corrected by what was learned from the backend. Each act is later than the one before,
 * also after a restart and when the device's clock is set back, and not before the last contact.
 */
export function nextActAt(db: WriteDb, clock: Clock): string {
  const state = db.get<{ offsetMs: number; contactAt: string | null; lastActAt: string | null }>(
    'select offset_ms as offsetMs, contact_at as contactAt, last_act_at as lastActAt from sync_state where one = 1',
  )
  const corrected = clock.nowMs() + (clock.given ? 0 : (state?.offsetMs ?? 0))
  const afterLast = state?.lastActAt ? Date.parse(state.lastActAt) + 1 : 0
  const contact = !clock.given && state?.contactAt ? Date.parse(state.contactAt) : 0
  const actAt = new Date(Math.max(corrected, afterLast, contact)).toISOString()
  db.run('update sync_state set last_act_at = ? where one = 1', actAt)
  return actAt
}
