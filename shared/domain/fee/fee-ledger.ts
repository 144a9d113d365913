import { put } from '../command/change.ts'
import type { Change } from '../command/change.ts'
import { type DecideContext, type Refusal, refuse } from '../command/define.ts'
import { feeBalance } from '../rules/index.ts'
import type { FeeEntry } from './fee-entry.rows.ts'

export type FeeKind = FeeEntry['kind']

const inOrder = (entries: readonly FeeEntry[]): FeeEntry[] =>
  [...entries].sort((a, b) => (a.actAt < b.actAt ? -1 : a.actAt > b.actAt ? 1 : RANK[a.kind] - RANK[b.kind]))
/** Entries of one act follow each other in this order. */
const RANK: Readonly<Record<FeeKind, number>> = { charged: 0, waived: 1, invoiced: 2, credited: 3, paid: 4 }

/** Why an entry of this kind and amount may not be appended; undefined when it may. @rule FEE-3 */
export function refuseEntry(entries: readonly FeeEntry[], kind: FeeKind, amount: number): Refusal | undefined {
  const { live, owed, invoiced } = balanceOf(entries)
  const facts = { owed, invoiced, amount }
  if (kind === 'charged') return live ? refuse('fee.live', { rule: 'FEE-3', facts }) : undefined
  if (kind === 'credited') {
    if (invoiced <= 0) return refuse('fee.not-invoiced', { rule: 'FEE-3', facts })
    return amount > invoiced ? refuse('fee.beyond-balance', { rule: 'FEE-3', field: 'amount', facts }) : undefined
  }
  if (owed <= 0) return refuse('fee.not-owed', { rule: 'FEE-3', facts })
  if (kind !== 'paid' && invoiced > 0) return refuse('fee.invoiced', { rule: 'FEE-3', facts })
  return amount > owed ? refuse('fee.beyond-balance', { rule: 'FEE-3', field: 'amount', facts }) : undefined
}

/** What stands on the ledger of a case. */
export function balanceOf(entries: readonly FeeEntry[]) {
  return feeBalance({ entries: sumsOf(entries) })
}

/** The ledger in an order that its own laws allow: two devices' clocks may disagree, the sums may not. */
function sumsOf(entries: readonly FeeEntry[]): { kind: FeeKind; amount: number }[] {
  return inOrder(entries).map(({ kind, amount }) => ({ kind, amount }))
}

/** The entry itself, with who, when and why. */
export function feeEntry(
  ctx: DecideContext,
  caseId: string,
  entry: { kind: FeeKind; amount: number; rule: string; reason: string },
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

/** What takes a fee that lapses off the case: a waiver, or a credit once it was invoiced; nothing where none is live. @rule FEE-2 @rule FEE-3 */
export function lapse(ctx: DecideContext, caseId: string, entries: readonly FeeEntry[], reason: string): Change[] {
  const { live, owed, invoiced } = balanceOf(entries)
  if (!live) return []
  const kind: FeeKind = invoiced > 0 ? 'credited' : 'waived'
  const amount = invoiced > 0 ? Math.min(invoiced, owed) : owed
  return [feeEntry(ctx, caseId, { kind, amount, rule: 'FEE-2', reason })]
}
