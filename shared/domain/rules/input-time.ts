import type { Temporal } from 'temporal-polyfill'
import { parseInstant } from '../../lib/dates.ts'
import { parseDate, parseMonth, type TimeProblem } from '../../lib/iso-date.ts'
import type { Result } from '../../lib/result.ts'
import type { Args } from './input.ts'
import { RuleInputError } from './rule-input-error.ts'

/** Readers of days, months and moments; like those of `input.ts`. */
export function readDate(args: Args, field: string): string {
  return timeOf(parseDate(args[field]), 'date', field, 'a calendar day written YYYY-MM-DD is needed')
}

export const readDateOrNull = (args: Args, field: string): string | null =>
  args[field] === null ? null : readDate(args, field)

export function readMonth(args: Args, field: string): string {
  return timeOf(parseMonth(args[field]), 'month', field, 'a month written YYYY-MM is needed')
}

export function readInstant(args: Args, field: string): Temporal.Instant {
  return timeOf(parseInstant(args[field]), 'instant', field, 'a moment in ISO 8601 with Z or an offset is needed')
}

function timeOf<T>(parsed: Result<T, TimeProblem>, kind: string, field: string, needed: string): T {
  if (parsed.ok) return parsed.value
  const message = parsed.error === 'invalid' ? needed : 'a year from 1900 to 2199 is needed'
  throw new RuleInputError(`${kind}.${parsed.error}`, field, message)
}
