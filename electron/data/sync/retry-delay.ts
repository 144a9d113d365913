import type { AppError } from '#shared/errors.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/**
 * Doubles from one second to a minute; half of it by chance, so that a thousand desks do not come back together. A backend that is
 * busy says after how many seconds to come again (`server.busy`): never before that, and up to half as much later.
 */
export function retryDelayMs(failures: number, random: number, error?: AppError): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  const told = toldMs(error)
  return Math.round(Math.max(FIRST_MS, whole * (0.5 + random / 2), told * (1 + random / 2)))
}

/** When a busy backend is asked again at the earliest, as an instant; null where it did not say that it is busy. */
export const busyUntilAfter = (error: AppError, nowMs: number): string | null =>
  error.code === 'server.busy' ? new Date(nowMs + Math.max(FIRST_MS, toldMs(error))).toISOString() : null

const toldMs = (error: AppError | undefined): number =>
  error?.code === 'server.busy' ? Math.min(LONGEST_MS, Number(error.facts?.afterSeconds ?? 0) * 1000) : 0
