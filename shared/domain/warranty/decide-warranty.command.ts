import { z } from 'zod'
import type { Change } from '../command/change.ts'
import { put } from '../command/change.ts'
import { type DecideContext, defineCommand, type Refusal, refuse } from '../command/define.ts'
import { key, range } from '../command/read.ts'
import type { FeeEntry } from '../fee/fee-entry.rows.ts'
import { balanceOf, feeEntry, lapse, presentFee } from '../fee/fee-ledger.ts'
import { Country, DamageSet, Id, IsoDate, Product } from '../row-types.ts'
import { decideWarranty } from '../rules/index.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { localDay } from '../service-case/due.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'
import type { CaseState, ServiceCase } from '../service-case/service-case.rows.ts'
import type { WarrantyDecisionRow } from './warranty-decision.rows.ts'

/** What the desk may have corrected since the technician looked. */
const UnitFacts = z.object({
  product: Product,
  purchasedOn: IsoDate.nullable(),
  soldByUs: z.boolean(),
  usedIn: Country,
})
type UnitFacts = z.infer<typeof UnitFacts>

export const DecideWarrantyArgs = UnitFacts.extend({
  caseId: Id,
  damage: DamageSet,
  /** A part or swap unit in stock skips the wait. @rule SHOP-5 */
  inStock: z.boolean(),
  /** The decision and the facts that the person saw; others now are a conflict. Without `facts` only the decision is compared. */
  expects: z.object({ decisionId: Id.nullable(), facts: UnitFacts.exactOptional() }),
})
export type DecideWarrantyArgs = z.infer<typeof DecideWarrantyArgs>

/** The technician's verdict, and the fee that follows from it. @rule SHOP-1 @rule FEE-1 @rule WDATE @rule WORDER */
export const decideWarrantyCommand = defineCommand({
  name: 'warranty.decide',
  version: 1,
  permission: 'warranty.decide',
  args: DecideWarrantyArgs,
  caseOf: (args) => args.caseId,
  reads: [
    (args) => [key('serviceCase', args.caseId), range('feeEntry', 'caseId', args.caseId)],
    (args, seen) => {
      const decisionId = seen.need('serviceCase', args.caseId).decisionId
      return decisionId === null ? [] : [key('warrantyDecision', decisionId)]
    },
  ],
  decide(seen, args, ctx) {
    const serviceCase = seen.need('serviceCase', args.caseId)
    const facts = factsOf(serviceCase, args)
    const theirs = serviceCase.decisionId === null ? undefined : seen.get('warrantyDecision', serviceCase.decisionId)
    if (serviceCase.decisionId !== args.expects.decisionId) {
      if (theirs && sameFacts(theirs.facts, facts)) return []
      return refuse('warranty.already-decided', {
        rule: 'SHOP-1',
        facts: { decisionId: serviceCase.decisionId, theirs: theirs?.outcome ?? null, by: theirs?.actorName ?? null },
      })
    }
    const refused = refuseUnlessAllowed('warranty.decide', serviceCase) ?? refuseIfCorrected(serviceCase, args)
    if (refused) return refused

    const verdict = judged(facts)
    if ('refused' in verdict) return verdict
    const decision: WarrantyDecisionRow = {
      ...verdict,
      id: ctx.id('warranty'),
      caseId: args.caseId,
      facts,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      actAt: ctx.actAt,
    }
    const to = nextState(decision, args.inStock)
    return [
      put('warrantyDecision', decision),
      ...feeChanges(ctx, decision, theirs, seen.list('feeEntry', 'caseId', args.caseId)),
      ...move(ctx, 'warranty.decide', serviceCase, {
        to,
        fields: {
          decisionId: decision.id,
          product: args.product,
          purchasedOn: args.purchasedOn,
          soldByUs: args.soldByUs,
          usedIn: args.usedIn,
          damage: args.damage,
          assumed: serviceCase.assumed.filter((field) => !DECIDED_ON.has(field)),
          waitingFor: to === 'awaiting-part' ? 'part' : to === 'awaiting-customer' ? 'customer' : null,
        },
        data: { outcome: decision.outcome, reasons: decision.reasons as never },
      }),
    ]
  },
})

/** What an import assumed of these is now a technician's word. */
const DECIDED_ON: ReadonlySet<string> = new Set(['product', 'purchasedOn', 'soldByUs', 'usedIn'])

/** What a decision on this case is based on, for its `expects`. */
export const warrantyBasisOf = ({ decisionId, product, purchasedOn, soldByUs, usedIn }: ServiceCase) => ({
  decisionId,
  facts: { product, purchasedOn, soldByUs, usedIn },
})

/** A fact that somebody corrected meanwhile is not overwritten unseen; the same value twice is no conflict. */
function refuseIfCorrected(serviceCase: ServiceCase, args: DecideWarrantyArgs): Refusal | undefined {
  const { facts } = args.expects
  if (facts === undefined) return undefined
  const field = (Object.keys(UnitFacts.shape) as (keyof UnitFacts)[]).find(
    (name) => serviceCase[name] !== facts[name] && serviceCase[name] !== args[name],
  )
  if (field === undefined) return undefined
  return refuse('field.changed', { field, facts: { field, theirs: serviceCase[field], mine: args[field] } })
}

/** The deciding date is the day the fault was reported, in Oslo. @rule WDATE */
function factsOf(serviceCase: ServiceCase, args: DecideWarrantyArgs): WarrantyDecisionRow['facts'] {
  const { product, soldByUs, purchasedOn, usedIn, damage } = args
  const reportedOn = localDay(serviceCase.registeredAt, 'NO')
  return { product, soldByUs, purchasedOn, reportedOn, country: usedIn, damage }
}

/** The field of the form in which a person can put right what the rule calls by another name. */
const FIELD_OF: Readonly<Record<string, string>> = { reportedOn: 'purchasedOn', country: 'usedIn' }

function judged(facts: WarrantyDecisionRow['facts']) {
  try {
    const { reasons, ...verdict } = decideWarranty(facts)
    return { ...verdict, reasons: [...reasons] }
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error
    return refuse('warranty.bad-facts', {
      ...(error.rule !== null && { rule: error.rule }),
      field: FIELD_OF[error.field] ?? error.field,
      facts: { purchasedOn: facts.purchasedOn, reportedOn: facts.reportedOn },
    })
  }
}

/** @rule SHOP-2 @rule SHOP-3 */
function nextState(decision: WarrantyDecisionRow, inStock: boolean): CaseState {
  if (decision.outcome === 'undecided') return 'diagnosing'
  if (decision.outcome === 'not-covered') return 'awaiting-customer'
  if (!inStock) return 'awaiting-part'
  return decision.remedy === 'swap' ? 'swapping' : 'repairing'
}

/** Not covered costs the diagnosis fee, once; a decision that turns to covered takes a live fee away again. @rule FEE-1 @rule FEE-3 */
function feeChanges(
  ctx: DecideContext,
  decision: WarrantyDecisionRow,
  before: WarrantyDecisionRow | undefined,
  entries: readonly FeeEntry[],
): Change[] {
  if (decision.outcome === 'covered') return lapse(ctx, decision.caseId, entries, 'covered-after-all')
  if (decision.outcome === 'undecided' || balanceOf(entries).live || isCharged(before, entries)) return []
  return [
    feeEntry(ctx, decision.caseId, {
      seq: entries.length,
      kind: 'charged',
      amount: decision.diagnosisFee,
      rule: 'FEE-1',
      reason: 'not-covered',
    }),
  ]
}

/**
 * Whether this diagnosis was charged already: paid, waived or credited, it is not charged a second time because the technician looks
 * again. It is where the charge fell only because the unit seemed covered, and on a reopened case, which has no decision yet.
 */
const isCharged = (before: WarrantyDecisionRow | undefined, entries: readonly FeeEntry[]): boolean => {
  const fee = presentFee(entries)
  return before !== undefined && fee.length > 0 && !fee.some((entry) => entry.reason === 'covered-after-all')
}

const sameFacts = (a: WarrantyDecisionRow['facts'], b: WarrantyDecisionRow['facts']): boolean =>
  a.product === b.product &&
  a.soldByUs === b.soldByUs &&
  a.purchasedOn === b.purchasedOn &&
  a.country === b.country &&
  [...a.damage].sort().join() === [...b.damage].sort().join()
