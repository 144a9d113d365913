import { addMonths, monthOf } from '../../lib/dates.ts'
import { readArgs, readList, readText } from '../rules/input.ts'
import { readDate, readDateOrNull, readMonth } from '../rules/input-time.ts'
import { type Reason, reason } from '../rules/reason.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'

/** Group membership of one customer number or subscription; months are inclusive at both ends, null is without end. */
export type Membership = {
  readonly category: string
  readonly group: string
  readonly from: string
  readonly to: string | null
}

export type MembershipQuestion = {
  readonly existing: readonly Membership[]
  readonly wanted: Membership
  readonly today: string
  /** When the customer number was opened; its month is the earliest start. Unknown or null: no earliest start. */
  readonly openedOn?: string | null
}

/** How far ahead a membership may start. */
const MONTHS_AHEAD = 12

/**
 * Whether a wanted membership cannot be: it meets another in the same category (also in the same group), starts more than a year
 * ahead or before the customer number was opened. Every conflict is listed; none, no reasons.
 * @rule SELF-5
 */
export function membershipConflict(question: MembershipQuestion): {
  readonly conflict: boolean
  readonly reasons: Reason[]
} {
  const args = readArgs(question)
  const existing = readList(args, 'existing').map((value) => readMembership(value, 'existing'))
  const wanted = readMembership(args['wanted'], 'wanted')
  const latest = addMonths(monthOf(readDate(args, 'today')), MONTHS_AHEAD)
  const openedOn = args['openedOn'] === undefined ? null : readDateOrNull(args, 'openedOn')
  const earliest = openedOn && monthOf(openedOn)

  const { from } = wanted
  const reasons = [
    ...(earliest && from < earliest ? [reason('SELF-5', 'beforeOpening', { from, earliest })] : []),
    ...(from > latest ? [reason('SELF-5', 'tooFarAhead', { from, latest })] : []),
    ...existing.filter((other) => other.category === wanted.category && meet(other, wanted)).map(overlapReason),
  ]
  return { conflict: reasons.length > 0, reasons }
}

const meet = (a: Membership, b: Membership): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)

const overlapReason = ({ category, group, from, to }: Membership): Reason =>
  to === null
    ? reason('SELF-5', 'overlapOpen', { category, group, from })
    : reason('SELF-5', 'overlap', { category, group, from, to })

function readMembership(value: unknown, field: 'existing' | 'wanted'): Membership {
  const parts = readArgs(value, field)
  const membership = {
    category: readText({ [field]: parts['category'] }, field),
    group: readText({ [field]: parts['group'] }, field),
    from: readMonth({ [field]: parts['from'] }, field),
    to: parts['to'] === null ? null : readMonth({ [field]: parts['to'] }, field),
  }
  const { from, to } = membership
  if (to !== null && to < from) {
    throw new RuleInputError('month.end-before-start', field, 'the last month is before the first', {
      rule: 'SELF-5',
      facts: { from, to },
    })
  }
  return membership
}
