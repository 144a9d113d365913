import { addDays, weekdayOf } from '../../lib/dates.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type Reason, reason } from '../rules/reason.ts'

/** Days from the event to the promise; `countedOn` is the working day that the count starts from. */
export type PromiseSpan = { readonly from: string; readonly countedOn: string; readonly to: string }

/** What the calendar did to a promise: an event on a non-working day, weekends and holidays passed over (LEN-3, SLA-2). */
export function calendarReasons(span: PromiseSpan, calendar: WorkingCalendar): readonly Reason[] {
  const free = freeDays(span, calendar)
  if (free.length === 0) return []
  const moved =
    span.countedOn === span.from
      ? reason('LEN-3', 'skipped', { day: span.to, skipped: free.length })
      : reason('LEN-3', 'reported', { reportedOn: span.from, countedOn: span.countedOn })
  return [moved, ...holidayReasons(free, calendar)]
}

/** The public holidays among some days, where they took away a weekday. */
export function holidayReasons(days: readonly string[], calendar: WorkingCalendar): readonly Reason[] {
  const names = days.filter((day) => weekdayOf(day) <= 5).flatMap((day) => calendar.holidayOn(day) ?? [])
  return names.length === 0 ? [] : [reason('SLA-2', '', { holidays: names.join(', ') })]
}

/** The non-working days from the event to the promise. */
export function freeDays(
  span: { readonly from: string; readonly to: string },
  calendar: WorkingCalendar,
): readonly string[] {
  const free: string[] = []
  for (let day = span.from; day < span.to; day = addDays(day, 1)) if (!calendar.isWorkingDay(day)) free.push(day)
  return free
}
