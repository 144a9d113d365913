import { Temporal } from 'temporal-polyfill'
import * as dates from '../../lib/dates.ts'
import { type CalendarCountry, TIME_ZONES } from '../calendar/calendar-country.ts'
import type { AgreementKind } from '../customer/customer.rows.ts'
import { onSiteDay } from '../rules/index.ts'
import type { Reason } from '../rules/reason.ts'

/** Countries with a working calendar of their own have it; others are served by the Norwegian one. @rule SLA-2 */
export const calendarOf = (country: string): CalendarCountry => (country === 'SE' ? 'SE' : 'NO')

/** The instant at which a local day is over: a promise for that day is kept until then. */
export function endOfDay(day: string, country: CalendarCountry): string {
  return new Date(dates.endOfDay(day, TIME_ZONES[country]).epochMilliseconds).toISOString()
}

/** The local day of an instant. */
export const localDay = (instant: string, country: CalendarCountry): string =>
  dates.localDate(Temporal.Instant.from(instant), TIME_ZONES[country])

export type Due = {
  readonly dueAt: string
  readonly dueRule: string
  readonly dueDay: string
  readonly reasons: readonly Reason[]
}

/** What a new case promises: an on-site day for Lenovo units; nothing is promised where the agreement names no term. @rule LEN-1 */
export function dueAtRegistration(kind: AgreementKind, registeredAt: string, country: string): Due | null {
  if (kind !== 'lenovo-onsite') return null
  const calendar = calendarOf(country)
  const promise = onSiteDay({ reportedAt: registeredAt, via: 'desk', country: calendar })
  return { dueAt: endOfDay(promise.day, calendar), dueRule: 'LEN-1', dueDay: promise.day, reasons: promise.reasons }
}
