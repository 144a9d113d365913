import type { CaseView } from '#shared/contract/views.ts'
import type { FeeBalance } from '#shared/domain/fee/fee-balance.ts'
import type { FeeEntry } from '#shared/domain/fee/fee-entry.rows.ts'
import { balanceOf } from '#shared/domain/fee/fee-ledger.ts'
import { RuleInputError } from '#shared/domain/rules/rule-input-error.ts'
import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'

/** What is to be said about the fee of a case; the sentence is at `case:fee.<id>`. */
export type FeeSituation =
  | 'none'
  | 'none-covered'
  | 'open'
  | 'awaits-answer'
  | 'lapses-when-repaired'
  | 'stands-declined'
  | 'stands-unanswered'
  | 'invoiced'
  | 'invoiced-lapses'
  | 'waived'
  | 'credited'
  | 'paid'
  | 'refund'
  | 'broken'

export type FeeStanding = {
  readonly situation: FeeSituation
  /** Null when the entries break the laws of the ledger. */
  readonly balance: FeeBalance | null
  /** The rule behind the sentence. */
  readonly rule: 'FEE-1' | 'FEE-2' | 'FEE-3'
}

type FeeFacts = {
  readonly fees: readonly FeeEntry[]
  readonly estimate: NonNullable<CaseView['estimate']>['state'] | null
  readonly outcome: NonNullable<CaseView['decision']>['outcome'] | null
  readonly state: CaseState
  readonly endReason: string | null
}
type Line = {
  readonly situation: FeeSituation
  readonly rule: FeeStanding['rule']
  readonly holds: (facts: FeeFacts, balance: FeeBalance, last: FeeEntry['kind'] | null) => boolean
}

/** Work that an accepted estimate led to and that is not done: the fee lapses when it is. @rule FEE-2 */
const REPAIR_AHEAD: readonly CaseState[] = ['quote-accepted', 'awaiting-part', 'repairing', 'swapping']
const repairAhead = ({ estimate, state }: FeeFacts) => estimate === 'accepted' && REPAIR_AHEAD.includes(state)

/** Read from the top: the first line that holds is the sentence. @rule FEE-1 @rule FEE-2 @rule FEE-3 */
const LINES: readonly Line[] = [
  { situation: 'none-covered', rule: 'FEE-1', holds: (f, _b, last) => last === null && f.outcome === 'covered' },
  { situation: 'none', rule: 'FEE-1', holds: (_f, _b, last) => last === null },
  { situation: 'refund', rule: 'FEE-3', holds: (_f, b) => b.owed < 0 },
  { situation: 'waived', rule: 'FEE-2', holds: (_f, b, last) => !b.live && last === 'waived' },
  { situation: 'credited', rule: 'FEE-3', holds: (_f, b, last) => !b.live && last === 'credited' },
  { situation: 'paid', rule: 'FEE-3', holds: (_f, b) => !b.live },
  { situation: 'invoiced-lapses', rule: 'FEE-2', holds: (f, b) => b.invoiced > 0 && repairAhead(f) },
  { situation: 'invoiced', rule: 'FEE-3', holds: (_f, b) => b.invoiced > 0 },
  { situation: 'lapses-when-repaired', rule: 'FEE-2', holds: repairAhead },
  { situation: 'stands-declined', rule: 'FEE-3', holds: (f) => f.estimate === 'declined' },
  { situation: 'stands-unanswered', rule: 'FEE-3', holds: (f) => f.endReason === 'unanswered' },
  { situation: 'awaits-answer', rule: 'FEE-2', holds: (f) => f.estimate === 'sent' },
  { situation: 'open', rule: 'FEE-1', holds: () => true },
]

/** How the fee stands and the one sentence that applies. */
export function feeStanding(facts: FeeFacts): FeeStanding {
  const balance = balanceOrNull(facts.fees)
  if (balance === null) return { situation: 'broken', rule: 'FEE-3', balance }
  const last = [...facts.fees].sort((a, b) => a.seq - b.seq).at(-1)?.kind ?? null
  const line = LINES.find((each) => each.holds(facts, balance, last))
  return { situation: line?.situation ?? 'open', rule: line?.rule ?? 'FEE-1', balance }
}

function balanceOrNull(fees: readonly FeeEntry[]): FeeBalance | null {
  try {
    return balanceOf(fees)
  } catch (error) {
    if (error instanceof RuleInputError) return null
    throw error
  }
}
