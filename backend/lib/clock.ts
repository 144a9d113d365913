/** The only source of "now" in the backend. `SKRANKE_CLOCK` lets it start elsewhere; it then runs at the usual pace. */
export type Clock = { readonly now: () => Date }

/** @param startsAt ISO instant at which the clock starts; the machine's own clock without it */
export function createClock(startsAt?: string): Clock {
  if (startsAt === undefined) return { now: () => new Date() }
  const offset = Date.parse(startsAt) - Date.now()
  return { now: () => new Date(Date.now() + offset) }
}

/** An instant some milliseconds after another, ISO UTC. */
export const after = (from: Date, milliseconds: number): string => new Date(from.getTime() + milliseconds).toISOString()
