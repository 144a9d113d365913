import { z } from 'zod'
import { clockStart, type DecideContext, defineCommand, type Inverse, refuse } from '../command/define.ts'
import type { Permission } from '../command/permission.ts'
import { key } from '../command/read.ts'
import { FilledLine, FilledText, Id, Line } from '../row-types.ts'
import { dueAtRegistration } from './due.ts'
import { type Transition, type TransitionCommand, TRANSITIONS } from './flow.ts'
import { move, refuseUnlessAllowed } from './move.ts'
import { pausedBy, resumedBy } from './pause.ts'
import { type ServiceCase, WaitingFor } from './service-case.rows.ts'
import { withUnconfirmed } from './unconfirmed-acts.ts'

const CaseOnly = z.object({ caseId: Id })

/** A case stands where this command leads and holds what it sets: somebody did the same, and that is no conflict. */
function isDone(name: TransitionCommand, serviceCase: ServiceCase, fields: Partial<ServiceCase>): boolean {
  const { flow, state } = serviceCase
  const leadsHere = (t: Transition) => t.command === name && (t.flow === flow || t.flow === 'any') && t.to === state
  const held = Object.entries(fields).every(([field, value]) => serviceCase[field as keyof ServiceCase] === value)
  return TRANSITIONS.some(leadsHere) && held
}

/**
 * A command that only moves a case along the table of `flow.ts`, with some fields and words of its own. Words that no field of the
 * case holds are never dropped: a move with such words is refused the second time.
 */
function defineMove<const N extends TransitionCommand, S extends typeof CaseOnly>(
  name: N,
  permission: Permission,
  args: S,
  effect: (
    args: z.output<S>,
    serviceCase: ServiceCase,
    ctx: DecideContext,
  ) => { fields?: Partial<ServiceCase>; data?: Record<string, string | null> } = () => ({}),
  more: { readonly inverse?: (args: z.output<S>) => Inverse | null } = {},
) {
  return defineCommand({
    name,
    version: 1,
    permission,
    args,
    ...more,
    caseOf: (a) => a.caseId,
    reads: [(a) => [key('serviceCase', a.caseId)]],
    decide(seen, a, ctx) {
      const serviceCase = seen.need('serviceCase', a.caseId)
      const { fields = {}, data = {} } = effect(a, serviceCase, ctx)
      const refused = refuseUnlessAllowed(name, serviceCase)
      const wordsHeld = Object.values(data).every(
        (word) => Object.values(fields).includes(word as never) || word === '',
      )
      if (refused && wordsHeld && isDone(name, serviceCase, fields)) return []
      return refused ?? move(ctx, name, serviceCase, { fields, data })
    },
  })
}

/** @rule SHOP-1 */
export const receiveUnit = defineMove('unit.receive', 'workshop.work', CaseOnly)
/** @rule SHOP-1 */
export const startDiagnosis = defineMove('diagnosis.start', 'workshop.work', CaseOnly)
/** @rule SHOP-3 */
export const orderPart = defineMove('part.order', 'workshop.work', CaseOnly.extend({ part: FilledLine }), (a) => ({
  fields: { waitingFor: 'part' },
  data: { part: a.part },
}))
/** @rule SHOP-5 */
export const startRepair = defineMove('repair.start', 'workshop.work', CaseOnly, () => ({
  fields: { waitingFor: null },
}))
/** @rule APPLE-7 */
export const startSwap = defineMove('swap.start', 'workshop.work', CaseOnly, () => ({ fields: { waitingFor: null } }))
/** A declined unit is made ready as it came. @rule SHOP-5 */
export const packUnit = defineMove('unit.pack', 'workshop.work', CaseOnly)
/** @rule SHOP-4 */
export const deliverUnit = defineMove('unit.deliver', 'case.work', CaseOnly, () => ({
  fields: { dueAt: null, dueRule: null },
}))
/** @rule SOS-3 */
export const startWork = defineMove('work.start', 'case.work', CaseOnly)
/** A clock may pause only for a reason on the case. @rule SLA-3 */
export const waitWork = defineMove(
  'work.wait',
  'case.work',
  CaseOnly.extend({ for: WaitingFor, note: Line }),
  (a, serviceCase, ctx) => ({
    fields: { waitingFor: a.for, ...pausedBy(serviceCase, a.for, ctx) },
    data: { for: a.for, note: a.note },
  }),
  { inverse: ({ caseId }) => ({ name: 'work.resume', args: { caseId } }) },
)
/** @rule SLA-3 */
export const resumeWork = defineMove('work.resume', 'case.work', CaseOnly, (_a, serviceCase, ctx) => ({
  fields: { waitingFor: null, ...resumedBy(serviceCase, ctx) },
}))
export const solveCase = defineMove('case.solve', 'case.work', CaseOnly.extend({ solution: FilledText }), (a) => ({
  fields: { waitingFor: null, pause: null, dueAt: null, dueRule: null },
  data: { solution: a.solution },
}))
/** The customer accepts the solution; only then can the case be closed. @rule SOS-4 */
export const acceptCase = defineMove('case.accept', 'case.end', CaseOnly.extend({ acceptedBy: FilledLine }), (a) => ({
  fields: { dueAt: null, dueRule: null },
  data: { acceptedBy: a.acceptedBy },
}))
/** Closing erases the passcode. @rule SOS-4 @rule INTAKE-SECRET */
export const closeCase = defineMove('case.close', 'case.end', CaseOnly, () => ({
  fields: { hasPasscode: false, waitingFor: null, pause: null, dueAt: null, dueRule: null },
}))
export const cancelCase = defineMove('case.cancel', 'case.work', CaseOnly.extend({ reason: FilledLine }), (a) => ({
  fields: { hasPasscode: false, waitingFor: null, pause: null, dueAt: null, dueRule: null, endReason: a.reason },
  data: { reason: a.reason },
}))
/**
 * A reopened case keeps its number. Everything that was decided, priced and promised belongs to what has ended: a unit is received
 * again and decided again. A promise of the agreement runs again: from the reopening, which is a new report, or from the first
 * report where the case was only cancelled. The passcode stays erased. @rule SHOP-5 @rule LEN-1 @rule INTAKE-SECRET
 */
export const reopenCase = defineMove(
  'case.reopen',
  'case.work',
  CaseOnly.extend({ reason: FilledLine }),
  (a, { kind, state, registeredAt, usedIn, unconfirmedActs }, ctx) => {
    const anew = state !== 'cancelled'
    const due = dueAtRegistration(kind, anew ? clockStart(ctx) : registeredAt, usedIn)
    return {
      fields: {
        endReason: null,
        waitingFor: null,
        pause: null,
        unconfirmedActs: anew ? withUnconfirmed(null, 'reopening', ctx) : unconfirmedActs,
        decisionId: null,
        estimateId: null,
        informedAt: null,
        dueAt: due?.dueAt ?? null,
        dueRule: due?.dueRule ?? null,
      },
      data: { reason: a.reason },
    }
  },
)

/** The customer never answered: closed under supervision after two reminders. @rule SHOP-5 @rule SOS-4 */
export const closeUnanswered = defineCommand({
  name: 'case.closeUnanswered',
  version: 1,
  permission: 'case.supervise',
  args: CaseOnly,
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('case.closeUnanswered', serviceCase)
    if (refused) return refused
    if (serviceCase.reminders < 2)
      return refuse('case.reminders-missing', { rule: 'SHOP-5', facts: { reminders: serviceCase.reminders } })
    return move(ctx, 'case.closeUnanswered', serviceCase, {
      fields: {
        hasPasscode: false,
        waitingFor: null,
        pause: null,
        dueAt: null,
        dueRule: null,
        endReason: 'unanswered',
      },
    })
  },
})
