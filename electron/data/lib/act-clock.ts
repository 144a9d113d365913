import type { ReadDb } from '#db/client.ts'
import type { Clock } from './clock.ts'

/** Gives out act times; one for each profile. */
export type ActClock = {
  readonly next: () => string
  /** What the device's clock is wrong by, as last learned, ms; null before anything was. */
  readonly skewMs: () => number | null
  /** The corrected clock now, for the backend to compare with its own. */
  readonly now: () => string
}

/** Acts may be this much ahead of the corrected clock before a contact shows that they were made by a wrong one. */
const AHEAD_MS = 5_000

/**
 * When a person acted: the device's clock corrected by what was learned from the backend. Each act is later than the one before,
 * also after a restart and when the device's clock is set back, and not before the last contact. A contact that shows the acts
 * before to lie far in the future ends that: one wrong clock does not set the time of all that follows.
 */
export function createActClock(db: ReadDb, clock: Clock): ActClock {
  let lastMs = lastKeptMs(db)
  let lastContactMs = 0
  const learned = (): { offsetMs: number; contactAt: string | null } | undefined =>
    db.get('select offset_ms as offsetMs, contact_at as contactAt from sync_state where one = 1')
  return {
    skewMs: () => {
      if (clock.given) return 0
      const state = learned()
      return state?.contactAt ? 0 - state.offsetMs : null
    },
    now: () => new Date(clock.nowMs() + (clock.given ? 0 : (learned()?.offsetMs ?? 0))).toISOString(),
    next: () => {
      const state = learned()
      const corrected = clock.nowMs() + (clock.given ? 0 : (state?.offsetMs ?? 0))
      const contactMs = !clock.given && state?.contactAt ? Date.parse(state.contactAt) : 0
      if (contactMs > lastContactMs && lastMs > corrected + AHEAD_MS) lastMs = 0
      lastContactMs = contactMs
      lastMs = Math.max(corrected, lastMs + 1, contactMs)
      return new Date(lastMs).toISOString()
    },
  }
}

/** The act time of the latest command that is kept. */
function lastKeptMs(db: ReadDb): number {
  const last = ['outbox', 'acknowledged'].map((table) =>
    db.value<string>(`select act_at from ${table} order by ord desc limit 1`),
  )
  return Math.max(0, ...last.map((actAt) => (actAt === undefined ? 0 : Date.parse(actAt))))
}
