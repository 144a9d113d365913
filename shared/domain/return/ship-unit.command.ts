import { z } from 'zod'
import { clockStart, defineCommand } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id, Line } from '../row-types.ts'
import { dueAtReturn } from '../service-case/due.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'
import { withUnconfirmed } from '../service-case/unconfirmed-acts.ts'

/** The unit leaves and the customer is told: from that message on there are three working days. @rule SHOP-4 */
export const shipUnit = defineCommand({
  name: 'unit.ship',
  version: 1,
  permission: 'workshop.work',
  args: z.object({ caseId: Id, via: z.enum(['sms', 'email', 'phone']), trackingNo: Line.nullable() }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, via, trackingNo }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('unit.ship', serviceCase)
    if (refused) return refused
    const informedAt = clockStart(ctx)
    const due = dueAtReturn(informedAt, serviceCase.usedIn)
    const unconfirmedActs = withUnconfirmed(serviceCase.unconfirmedActs, 'return', ctx)
    return move(ctx, 'unit.ship', serviceCase, {
      fields: { informedAt, unconfirmedActs, dueAt: due?.dueAt ?? null, dueRule: due?.dueRule ?? null },
      data: { via, trackingNo, ...(due && { dueDay: due.dueDay, reasons: due.reasons as never }) },
    })
  },
})
