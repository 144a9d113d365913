import { readArgs, readChoice, readInteger, readList } from '../rules/input.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'

export const FEE_ENTRY_KINDS = ['charged', 'waived', 'invoiced', 'credited', 'paid'] as const
export type FeeEntryKind = (typeof FEE_ENTRY_KINDS)[number]

/** One line of the ledger; `amount` in øre, always positive: the kind says which way it counts. */
export type FeeEntry = { readonly kind: FeeEntryKind; readonly amount: number }

export type FeeBalance = {
  /** A fee stands open: owed > 0. */
  readonly live: boolean
  /** charged − waived − credited − paid, in øre. Below zero the customer has money to get back. */
  readonly owed: number
  /** invoiced − credited, in øre. */
  readonly invoiced: number
}

/** The balance and what the laws need besides: whether any of the present fee was invoiced. */
type Ledger = {
  readonly owed: number
  readonly invoiced: number
  readonly wasInvoiced: boolean
}

type Law = {
  readonly broken: (ledger: Ledger, amount: number) => boolean
  readonly code: string
  readonly says: string
}

const ABOVE_OWED = (code: string, what: string): Law => ({
  broken: ({ owed }, amount) => amount > owed,
  code,
  says: `${what} above what is owed`,
})

/** What each kind must not do, in the order in which it is told. @rule FEE-3 */
const LAWS: Readonly<Record<FeeEntryKind, readonly Law[]>> = {
  charged: [{ broken: ({ owed }) => owed > 0, code: 'fee.second-live-charge', says: 'a fee is live already' }],
  waived: [
    {
      broken: ({ wasInvoiced }) => wasInvoiced,
      code: 'fee.waived-after-invoice',
      says: 'an invoiced fee is credited, not waived',
    },
    ABOVE_OWED('fee.waived-above-owed', 'a waiver'),
  ],
  invoiced: [ABOVE_OWED('fee.invoiced-above-owed', 'an invoice')],
  credited: [
    {
      broken: ({ invoiced }, amount) => amount > invoiced,
      code: 'fee.credited-above-invoiced',
      says: 'a credit above what is invoiced',
    },
  ],
  paid: [ABOVE_OWED('fee.paid-above-owed', 'a payment')],
}

const APPLY: Readonly<Record<FeeEntryKind, (ledger: Ledger, amount: number) => Ledger>> = {
  charged: (ledger, amount) => ({ ...ledger, owed: ledger.owed + amount, wasInvoiced: false }),
  waived: (ledger, amount) => ({ ...ledger, owed: ledger.owed - amount }),
  invoiced: (ledger, amount) => ({
    ...ledger,
    invoiced: ledger.invoiced + amount,
    wasInvoiced: true,
  }),
  credited: (ledger, amount) => ({ ...ledger, owed: ledger.owed - amount, invoiced: ledger.invoiced - amount }),
  paid: (ledger, amount) => ({ ...ledger, owed: ledger.owed - amount }),
}

const EMPTY: Ledger = { owed: 0, invoiced: 0, wasInvoiced: false }

/**
 * The fee of a case from its ledger, replayed in order; an entry that breaks a law throws with `field` "entries", its place in
 * `facts.index` and the law in `code`.
 * @rule FEE-3
 */
export function feeBalance(input: { readonly entries: readonly FeeEntry[] }): FeeBalance {
  const { owed, invoiced } = readList(readArgs(input), 'entries').reduce(post, EMPTY)
  return { live: owed > 0, owed, invoiced }
}

function post(ledger: Ledger, value: unknown, index: number): Ledger {
  const entry = readArgs(value, 'entries')
  const kind = readChoice({ entries: entry['kind'] }, 'entries', FEE_ENTRY_KINDS)
  const amount = readInteger({ entries: entry['amount'] }, 'entries', 1)
  const law = LAWS[kind].find((each) => each.broken(ledger, amount))
  if (law) throw new RuleInputError(law.code, 'entries', law.says, { rule: 'FEE-3', facts: { index, kind, amount } })
  const next = APPLY[kind](ledger, amount)
  if (!Number.isSafeInteger(next.owed) || !Number.isSafeInteger(next.invoiced)) {
    throw new RuleInputError('number.out-of-range', 'entries', 'the sums are too large', { facts: { index } })
  }
  return next
}
