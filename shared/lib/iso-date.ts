import { err, ok, type Result } from './result.ts'

/**
 * Dates are ISO `YYYY-MM-DD`, months `YYYY-MM`, instants ISO with `Z` or an offset. Years stay within 1900–2199: text order is
 * then time order, and a year typed as 24 or 0203 is caught.
 */
export const FIRST_DAY = '1900-01-01'
export const LAST_DAY = '2199-12-31'

export type TimeProblem = 'invalid' | 'out-of-range'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

export const inRange = (day: string): boolean => day >= FIRST_DAY && day <= LAST_DAY

/** A real calendar day in `YYYY-MM-DD`; no time part, no other notation. */
export function parseDate(value: unknown): Result<string, TimeProblem> {
  if (typeof value !== 'string' || !DATE.test(value)) return err('invalid')
  const read = new Date(`${value}T00:00:00Z`)
  // 30 February reads as 1 March
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== value) return err('invalid')
  return inRange(value) ? ok(value) : err('out-of-range')
}

/** A month in `YYYY-MM`. */
export function parseMonth(value: unknown): Result<string, TimeProblem> {
  if (typeof value !== 'string' || !MONTH.test(value)) return err('invalid')
  return inRange(`${value}-01`) ? ok(value) : err('out-of-range')
}
