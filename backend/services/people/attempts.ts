/** How often a sign-in may fail, for one name from one address, before it has to wait. */
const FAILURES = 10
const WINDOW_MS = 5 * 60_000
const MOST_NAMES = 10_000

export type Attempts = {
  readonly mayTry: (who: string) => boolean
  readonly failed: (who: string) => void
  readonly succeeded: (who: string) => void
}

/** Slows down the guessing of passwords at this node. @param now milliseconds, only ever compared with each other */
export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (who: string) => (failures.get(who) ?? []).filter((at) => now() - at < WINDOW_MS)
  return {
    mayTry: (who) => recent(who).length < FAILURES,
    failed: (who) => {
      const times = [...recent(who), now()]
      failures.delete(who)
      failures.set(who, times)
      const oldest = failures.keys().next().value
      if (failures.size > MOST_NAMES && oldest !== undefined) failures.delete(oldest)
    },
    succeeded: (who) => failures.delete(who),
  }
}
