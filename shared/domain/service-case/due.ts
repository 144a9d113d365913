import { Temporal } from 'temporal-polyfill'
import * as dates from '../../lib/dates.ts'
import { type CalendarCountry, TIME_ZONES } from '../calendar/calendar-country.ts'
import type { AgreementKind } from '../customer/customer.rows.ts'
import { onSiteDay, returnDeadline } from '../rules/index.ts'
import type { Reason } from '../rules/reason.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import type { DayPromise } from '../sla/next-day-promise.ts'

/** Countries with a working calendar of their own have it; others are served by the Norwegian one. @rule SLA-2 */
export const calendarOf = (country: string): CalendarCountry => (country === 'SE' ? 'SE' : 'NO')

/** The instant at which a local day is over: a promise for that day is kept until then. */
export function endOfDay(day: string, country: CalendarCountry): string {
  return new Date(dates.endOfDay(day, TIME_ZONES[country]).epochMilliseconds).toISOString()
}

/** The local day of an instant. */
export const localDay = (instant: string, country: CalendarCountry): string =>
  dates.localDate(Temporal.Instant.fromEpochMilliseconds(Date.parse(instant)), TIME_ZONES[country])

export type Due = {
  readonly dueAt: string
  readonly dueRule: string
  readonly dueDay: string
  readonly reasons: readonly Reason[]
}

/** What a new case promises: an on-site day for Lenovo units; nothing is promised where the agreement names no term. @rule LEN-1 */
export function dueAtRegistration(kind: AgreementKind, registeredAt: string, country: string): Due | null {
  if (kind !== 'lenovo-onsite') return null
  return promised('LEN-1', country, (calendar) =>
    onSiteDay({ reportedAt: registeredAt, via: 'desk', country: calendar }),
  )
}

/** When a unit on its way must be with the customer, who was told at `informedAt`. @rule SHOP-4 */
export const dueAtReturn = (informedAt: string, country: string): Due | null =>
  promised('SHOP-4', country, (calendar) => returnDeadline({ informedAt, country: calendar }))

/**
 * A promise counted in working days, kept until its day is over. None where the calendar does not reach (old history, a device whose
 * clock is wrong): a case is registered and a unit sent all the same.
 */
function promised(dueRule: string, country: string, count: (calendar: CalendarCountry) => DayPromise): Due | null {
  const calendar = calendarOf(country)
  try {
    const { day, reasons } = count(calendar)
    return { dueAt: endOfDay(day, calendar), dueRule, dueDay: day, reasons }
  } catch (error) {
    if (error instanceof RuleInputError && error.code.endsWith('.out-of-range')) return null
    throw error
  }
}
