import { NOTES } from '#backend/demo/faults.ts'
import type { Random } from '#backend/demo/random.ts'
import { decideWarranty } from '#shared/domain/rules/index.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'
import type { Row } from '#shared/domain/tables.ts'
import { idAt } from './id-at.ts'
import { ME } from './reference.ts'

/** What hangs on a case. */
export type History = {
  readonly decision: Row<'warrantyDecision'> | null
  readonly fee: Row<'feeEntry'> | null
  readonly timeline: readonly Row<'timelineEntry'>[]
}

/** How it was registered and what was noted; for some in the workshop a decision, and the fee that follows from it. */
export function aHistory(random: Random, serviceCase: ServiceCase): History {
  const from = Date.parse(serviceCase.registeredAt)
  const span = Date.parse(serviceCase.changedAt) - from
  const notes = Array.from({ length: random.between(1, 6) }, () => Math.floor(from + random.next() * span)).sort(
    (a, b) => a - b,
  )
  const decision = serviceCase.flow === 'workshop' && random.chance(0.4) ? aDecision(random, serviceCase) : null
  return {
    decision,
    fee: decision !== null && decision.diagnosisFee > 0 ? aFee(random, decision) : null,
    timeline: [
      entry(random, serviceCase.id, 'case.register', from, { channel: serviceCase.channel }),
      ...notes.map((at) => entry(random, serviceCase.id, 'case.note', at, { text: random.pick(NOTES) })),
    ],
  }
}

const actor = { actorId: ME.id, actorName: ME.name } as const

function entry(
  random: Random,
  caseId: string,
  kind: string,
  ms: number,
  data: Row<'timelineEntry'>['data'],
): Row<'timelineEntry'> {
  const at = new Date(ms).toISOString()
  return { id: idAt(random, ms), caseId, kind, actAt: at, decidedAt: at, ...actor, data }
}

function aDecision(
  random: Random,
  { id, product, soldByUs, purchasedOn, registeredAt, usedIn, damage, changedAt }: ServiceCase,
) {
  const reportedOn = registeredAt.slice(0, 10)
  const facts = {
    product,
    soldByUs,
    purchasedOn: purchasedOn !== null && purchasedOn <= reportedOn ? purchasedOn : null,
    reportedOn,
    country: usedIn,
    damage,
  }
  const { outcome, programme, coveredUntil, remedy, diagnosisFee, reasons } = decideWarranty(facts)
  const decision: Row<'warrantyDecision'> = {
    id: idAt(random, changedAt),
    caseId: id,
    outcome,
    programme,
    coveredUntil,
    remedy,
    diagnosisFee,
    reasons: reasons as Row<'warrantyDecision'>['reasons'],
    facts,
    ...actor,
    actAt: changedAt,
  }
  return decision
}

const aFee = (random: Random, decision: Row<'warrantyDecision'>): Row<'feeEntry'> => ({
  id: idAt(random, decision.actAt),
  caseId: decision.caseId,
  seq: 0,
  kind: 'charged',
  amount: decision.diagnosisFee,
  rule: 'FEE-1',
  reason: 'not-covered',
  ...actor,
  actAt: decision.actAt,
})
