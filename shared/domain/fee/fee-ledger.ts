import type { Change } from '../command/change.ts'
import { put } from '../command/change.ts'
import { type DecideContext, type Refusal, refuse } from '../command/define.ts'
import type { ErrorCode } from '../../errors.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { type FeeBalance, feeBalance } from './fee-balance.ts'
import type { FeeEntry } from './fee-entry.rows.ts'

export type FeeKind = FeeEntry['kind']

const inOrder = (entries: readonly FeeEntry[]): readonly FeeEntry[] => [...entries].sort((a, b) => a.seq - b.seq)

/** What stands on the ledger of a case. */
export const balanceOf = (entries: readonly FeeEntry[]): FeeBalance => feeBalance({ entries: inOrder(entries) })

/** The entries of the fee that was charged last, its charge first; an earlier one that was invoiced and paid says nothing about it. */
export function presentFee(entries: readonly FeeEntry[]): readonly FeeEntry[] {
  const ordered = inOrder(entries)
  const at = ordered.findLastIndex((entry) => entry.kind === 'charged')
  return at < 0 ? [] : ordered.slice(at)
}

/** What of the present fee stands on an invoice and is neither credited nor paid, in øre. */
const onInvoice = (entries: readonly FeeEntry[]): number =>
  presentFee(entries).reduce((open, { kind, amount }) => {
    if (kind === 'invoiced') return open + amount
    return kind === 'credited' || kind === 'paid' ? Math.max(0, open - amount) : open
  }, 0)

/** What a person is told when a law of the ledger says no. */
const CODE_OF: Readonly<Record<string, (balance: FeeBalance) => ErrorCode>> = {
  'fee.second-live-charge': () => 'fee.live',
  'fee.waived-after-invoice': () => 'fee.invoiced',
  'fee.credited-above-invoiced': ({ invoiced }) => (invoiced > 0 ? 'fee.beyond-balance' : 'fee.not-invoiced'),
}
const aboveOwed = ({ owed }: FeeBalance): ErrorCode => (owed > 0 ? 'fee.beyond-balance' : 'fee.not-owed')

/** Why an entry of this kind and amount (øre) may not be appended; undefined when it may. @rule FEE-3 */
export function refuseEntry(entries: readonly FeeEntry[], kind: FeeKind, amount: number): Refusal | undefined {
  const balance = balanceOf(entries)
  const facts = { owed: balance.owed, invoiced: balance.invoiced, amount }
  const open = onInvoice(entries)
  if (kind === 'invoiced' && balance.live && open > 0 && amount > balance.owed - open)
    return refuse('fee.invoiced', { rule: 'FEE-3', facts })
  try {
    feeBalance({ entries: [...inOrder(entries), { kind, amount }] })
    return undefined
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error
    const code = (CODE_OF[error.code] ?? aboveOwed)(balance)
    return refuse(code, { rule: 'FEE-3', facts })
  }
}

/** The next entry of a ledger, with who, when and why. */
export function feeEntry(
  ctx: DecideContext,
  caseId: string,
  entry: { seq: number; kind: FeeKind; amount: number; rule: string; reason: string },
): Change {
  return put('feeEntry', {
    id: ctx.id(`fee:${entry.kind}:${caseId}`),
    caseId,
    ...entry,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    actAt: ctx.actAt,
  })
}

/** Why a fee lapses, with the rule that says so. */
const LAPSES = { repaired: 'FEE-2', 'new-order': 'FEE-2', 'covered-after-all': 'FEE-1' } as const

/**
 * What takes a fee that lapses off the case: a waiver, or a credit once it was invoiced (what was not invoiced yet is invoiced
 * first, since an invoiced fee is not waived); nothing where none is live: a payment closes it. @rule FEE-1 @rule FEE-2 @rule FEE-3
 */
export function lapse(
  ctx: DecideContext,
  caseId: string,
  entries: readonly FeeEntry[],
  reason: keyof typeof LAPSES,
): Change[] {
  const { live, owed } = balanceOf(entries)
  if (!live) return []
  const entry = (seq: number, kind: FeeKind, amount: number) =>
    feeEntry(ctx, caseId, { seq: entries.length + seq, kind, amount, rule: LAPSES[reason], reason })
  const wasInvoiced = presentFee(entries).some((each) => each.kind === 'invoiced')
  if (!wasInvoiced) return [entry(0, 'waived', owed)]
  const rest = owed - onInvoice(entries)
  if (rest <= 0) return [entry(0, 'credited', owed)]
  return [entry(0, 'invoiced', rest), entry(1, 'credited', owed)]
}
