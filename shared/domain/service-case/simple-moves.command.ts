import { z } from 'zod'
import { defineCommand, refuse } from '../command/define.ts'
import type { Permission } from '../command/permission.ts'
import { key } from '../command/read.ts'
import { Id, Line, Text } from '../row-types.ts'
import type { TransitionCommand } from './flow.ts'
import { move, refuseUnlessAllowed } from './move.ts'
import { type ServiceCase, WaitingFor } from './service-case.rows.ts'

const CaseOnly = z.object({ caseId: Id })

/** A command that only moves a case along the table of `flow.ts`, with some fields and words of its own. */
function defineMove<const N extends TransitionCommand, S extends typeof CaseOnly>(
  name: N,
  permission: Permission,
  args: S,
  effect: (
    args: z.output<S>,
    actAt: string,
  ) => { fields?: Partial<ServiceCase>; data?: Record<string, string | null> } = () => ({}),
) {
  return defineCommand({
    name,
    version: 1,
    permission,
    args,
    caseOf: (a) => a.caseId,
    reads: [(a) => [key('serviceCase', a.caseId)]],
    decide(seen, a, ctx) {
      const serviceCase = seen.need('serviceCase', a.caseId)
      return refuseUnlessAllowed(name, serviceCase) ?? move(ctx, name, serviceCase, effect(a, ctx.actAt))
    },
  })
}

/** @rule SHOP-1 */
export const receiveUnit = defineMove('unit.receive', 'workshop.work', CaseOnly)
/** @rule SHOP-1 */
export const startDiagnosis = defineMove('diagnosis.start', 'workshop.work', CaseOnly)
/** @rule SHOP-3 */
export const orderPart = defineMove('part.order', 'workshop.work', CaseOnly.extend({ part: Line.min(1) }), (a) => ({
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
export const waitWork = defineMove('work.wait', 'case.work', CaseOnly.extend({ for: WaitingFor, note: Line }), (a) => ({
  fields: { waitingFor: a.for },
  data: { for: a.for, note: a.note },
}))
export const resumeWork = defineMove('work.resume', 'case.work', CaseOnly, () => ({ fields: { waitingFor: null } }))
export const solveCase = defineMove('case.solve', 'case.work', CaseOnly.extend({ solution: Text.min(1) }), (a) => ({
  fields: { waitingFor: null, dueAt: null, dueRule: null },
  data: { solution: a.solution },
}))
/** The customer accepts the solution; only then can the case be closed. @rule SOS-4 */
export const acceptCase = defineMove('case.accept', 'case.work', CaseOnly.extend({ acceptedBy: Line }), (a) => ({
  fields: { dueAt: null, dueRule: null },
  data: { acceptedBy: a.acceptedBy },
}))
/** Closing erases the passcode. @rule SOS-4 @rule INTAKE-SECRET */
export const closeCase = defineMove('case.close', 'case.work', CaseOnly, () => ({
  fields: { hasPasscode: false, waitingFor: null, dueAt: null, dueRule: null },
}))
export const cancelCase = defineMove('case.cancel', 'case.work', CaseOnly.extend({ reason: Line.min(1) }), (a) => ({
  fields: { hasPasscode: false, waitingFor: null, dueAt: null, dueRule: null, endReason: a.reason },
  data: { reason: a.reason },
}))
/** A reopened case keeps its number. @rule SHOP-5 */
export const reopenCase = defineMove('case.reopen', 'case.work', CaseOnly.extend({ reason: Line.min(1) }), (a) => ({
  fields: { endReason: null },
  data: { reason: a.reason },
}))

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
      fields: { hasPasscode: false, waitingFor: null, dueAt: null, dueRule: null, endReason: 'unanswered' },
    })
  },
})
