/** A clock that is off by more than this says too little about when a person acted, even corrected. */
export const TRUSTED_SKEW_MS = 5 * 60_000

/** @param skewMs device clock minus backend clock, ms; null: unknown; undefined: a program that does not tell */
export const isClockTrusted = (skewMs: number | null | undefined): boolean =>
  skewMs === undefined || (skewMs !== null && Math.abs(skewMs) <= TRUSTED_SKEW_MS)
