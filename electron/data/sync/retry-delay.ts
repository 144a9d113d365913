const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/** Doubles from one second to a minute; half of it by chance, so that a thousand desks do not come back together. */
export function retryDelayMs(failures: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(Math.max(FIRST_MS, whole * (0.5 + random / 2)))
}
