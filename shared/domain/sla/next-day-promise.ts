import { Temporal } from 'temporal-polyfill'
import { localDateTime } from '../../lib/dates.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { termsOn } from '../rules/dated-terms.ts'
import { type Reason, reason } from '../rules/reason.ts'
import { CUT_OFFS, type CutOff, type CutOffRule } from './cut-off-terms.ts'
import { calendarReasons } from './calendar-reasons.ts'

export type DayPromise = { readonly day: string; readonly reasons: Reason[] }

/**
 * The next working day for a report before the cut-off, one working day more after it. A report on a non-working day counts as
 * made at the start of the next working day, and so is never late (LEN-3).
 */
export function nextDayPromise(rule: CutOffRule, reportedAt: Temporal.Instant, calendar: WorkingCalendar): DayPromise {
  const local = localDateTime(reportedAt, calendar.zone)
  const reportedOn = local.toPlainDate().toString()
  const cutOff = termsOn(CUT_OFFS[rule], reportedOn)
  const onWorkingDay = calendar.isWorkingDay(reportedOn)
  const countedOn = onWorkingDay ? reportedOn : calendar.workingDayAfter(reportedOn, 1)
  const late = onWorkingDay && isLate(local.toPlainTime(), cutOff)
  const day = calendar.workingDayAfter(countedOn, late ? 2 : 1)
  return {
    day,
    reasons: [
      reason(rule, late ? 'late' : 'onTime', { cutOff: cutOff.at, countedOn, day }),
      ...(late ? [lateReason(cutOff)] : []),
      ...calendarReasons({ from: reportedOn, countedOn, to: day }, calendar),
    ],
  }
}

function isLate(time: Temporal.PlainTime, cutOff: CutOff): boolean {
  const order = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(cutOff.at))
  return order > 0 || (order === 0 && cutOff.exactly === 'late')
}

const lateReason = (cutOff: CutOff): Reason =>
  reason('SLA-1', cutOff.exactly === 'late' ? 'exclusive' : 'inclusive', { cutOff: cutOff.at })
