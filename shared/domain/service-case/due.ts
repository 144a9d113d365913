import { Temporal } from 'temporal-polyfill'
import type { AgreementKind } from '../customer/customer.rows.ts'
import { onSiteDay } from '../rules/index.ts'

/** Countries with a working calendar of their own; other countries are served by the Norwegian one. @rule SLA-2 */
export type CalendarCountry = 'NO' | 'SE'
export const calendarOf = (country: string): CalendarCountry => (country === 'SE' ? 'SE' : 'NO')
const zoneOf = (country: CalendarCountry): string => (country === 'SE' ? 'Europe/Stockholm' : 'Europe/Oslo')

/** The instant at which a local day is over: a promise for that day is kept until then. */
export function endOfDay(day: string, country: CalendarCountry): string {
  const midnight = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zoneOf(country))
  return new Date(midnight.epochMilliseconds).toISOString()
}

/** The local day of an instant. */
export function localDay(instant: string, country: CalendarCountry): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zoneOf(country)).toPlainDate().toString()
}

export type Due = {
  readonly dueAt: string
  readonly dueRule: string
  readonly dueDay: string
  readonly reasons: unknown[]
}

/** What a new case promises: an on-site day for Lenovo units; nothing is promised where the agreement names no term. @rule LEN-1 */
export function dueAtRegistration(kind: AgreementKind, registeredAt: string, country: string): Due | null {
  if (kind !== 'lenovo-onsite') return null
  const calendar = calendarOf(country)
  const promise = onSiteDay({ reportedAt: registeredAt, via: 'desk', country: calendar })
  return { dueAt: endOfDay(promise.day, calendar), dueRule: 'LEN-1', dueDay: promise.day, reasons: promise.reasons }
}
