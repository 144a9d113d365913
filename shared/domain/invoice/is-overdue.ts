import { addDays } from '../../lib/dates.ts'
import { readArgs } from '../rules/input.ts'
import { readDate, readDateOrNull } from '../rules/input-time.ts'
import { type Reason, reason } from '../rules/reason.ts'

export type InvoiceDates = { readonly dueOn: string; readonly paidOn: string | null; readonly today: string }

/**
 * Whether an invoice is flagged overdue: from the day after the due date, until payment is booked. A late payment clears the flag
 * on its own day; one dated after `today` is not booked yet.
 * @rule MY-4
 */
export function isOverdue(input: InvoiceDates): { readonly overdue: boolean; readonly reasons: Reason[] } {
  const args = readArgs(input)
  const dueOn = readDate(args, 'dueOn')
  const paidOn = readDateOrNull(args, 'paidOn')
  const today = readDate(args, 'today')
  if (paidOn !== null && paidOn <= today) return { overdue: false, reasons: [reason('MY-4', 'paid', { paidOn })] }
  const overdue = today > dueOn
  const facts = { dueOn, overdueFrom: addDays(dueOn, 1) }
  return { overdue, reasons: [reason('MY-4', overdue ? 'overdue' : 'notDue', facts)] }
}
