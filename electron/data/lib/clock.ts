/** The device's clock, ms since 1970. The one place where the data process asks for the time. */
export type Clock = {
  readonly nowMs: () => number
  /** True when it was started at a given instant (tests and the demo): nobody else's time is compared with it. */
  readonly given: boolean
}

/** The system's clock, or one that starts at an instant and then runs at the system's speed. */
export function createClock(startAt: string | null): Clock {
  if (startAt === null) return { nowMs: () => Date.now(), given: false }
  const shift = Date.parse(startAt) - Date.now()
  if (Number.isNaN(shift)) throw new RangeError(`not an instant: ${startAt}`)
  return { nowMs: () => Date.now() + shift, given: true }
}
