import { diagnosisFeeOn } from '../fee/diagnosis-fee.ts'
import { type Reason, reason } from '../rules/reason.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import type { Product } from './terms.ts'
import { voidReasons } from './void-rules.ts'
import { readWarrantyFacts, type WarrantyFacts } from './warranty-facts.ts'

export type Programme = 'standard' | 'extended'

export type WarrantyDecision = {
  readonly outcome: 'covered' | 'not-covered' | 'undecided'
  readonly programme: Programme | null
  /** First day on which no programme covers the unit in that country any more, damage aside; null if unknown. */
  readonly coveredUntil: string | null
  readonly remedy: 'repair' | 'swap' | null
  /** In øre. */
  readonly diagnosisFee: number
  readonly reasons: Reason[]
}

/**
 * Whether a unit is repaired or swapped under warranty. The deciding day is the day of the report. Void reasons beat the dates, and
 * every reason that applies is listed; an unknown purchase date alone leaves the question open rather than guessed.
 * @rule APPLE-1 @rule APPLE-2 @rule APPLE-3 @rule APPLE-7 @rule VOID-1 @rule VOID-2 @rule VOID-3 @rule WDATE @rule WORDER @rule FEE-1
 */
export function decideWarranty(input: WarrantyFacts): WarrantyDecision {
  const facts = readWarrantyFacts(input)
  const voids = voidReasons(new Set(facts.damage))
  const coverage = facts.purchasedOn === null ? null : coverageOf({ ...facts, purchasedOn: facts.purchasedOn })
  const coveredUntil = coverage?.coveredUntil ?? null
  const programme = coverage && programmeOn(facts.reportedOn, coverage)

  if (coverage && !programme) {
    return notCovered(coveredUntil, facts.reportedOn, [...voids, ...expiredReasons(facts.reportedOn, coverage)])
  }
  if (voids.length > 0) {
    const beaten = coverage
      ? reason('WORDER', 'inForce', { until: coverage.coveredUntil })
      : reason('WORDER', 'unknown', {})
    return notCovered(coveredUntil, facts.reportedOn, [...voids, beaten])
  }
  if (!coverage || !programme) return undecided()
  return {
    outcome: 'covered',
    programme,
    coveredUntil,
    remedy: remedyOf(facts.product),
    diagnosisFee: 0,
    reasons: [programmeReason(programme, coverage), reason('APPLE-7', remedyOf(facts.product), {})],
  }
}

const undecided = (): WarrantyDecision => ({
  outcome: 'undecided',
  programme: null,
  coveredUntil: null,
  remedy: null,
  diagnosisFee: 0,
  reasons: [reason('WDATE', 'unknown', {})],
})

function notCovered(coveredUntil: string | null, reportedOn: string, why: readonly Reason[]): WarrantyDecision {
  const diagnosisFee = diagnosisFeeOn(reportedOn)
  const reasons = [...why, reason('FEE-1', '', { amount: diagnosisFee })]
  return { outcome: 'not-covered', programme: null, coveredUntil, remedy: null, diagnosisFee, reasons }
}

function programmeOn(day: string, coverage: Coverage): Programme | null {
  if (day < coverage.standard.until) return 'standard'
  return day < coverage.coveredUntil ? 'extended' : null
}

/**
 * VOID-2, and what kept the extended years away. The country is named only while those years would still have run there: after
 * that it makes no difference where the unit is used.
 */
function expiredReasons(reportedOn: string, coverage: Coverage): readonly Reason[] {
  const kept = coverage.whyNotExtended.filter(
    (why) => why.rule !== 'APPLE-3' || reportedOn < String(why.facts['until']),
  )
  return [reason('VOID-2', '', { until: coverage.coveredUntil, reportedOn }), ...kept]
}

function programmeReason(programme: Programme, { standard, coveredUntil }: Coverage): Reason {
  const purchasedOn = standard.from
  if (programme === 'standard') return reason('APPLE-2', '', { purchasedOn, until: standard.until })
  const years = Number(coveredUntil.slice(0, 4)) - Number(purchasedOn.slice(0, 4))
  return reason('APPLE-3', 'covered', { purchasedOn, until: coveredUntil, years })
}

const remedyOf = (product: Product): 'repair' | 'swap' => (product === 'ipad' ? 'swap' : 'repair')
