import { z } from 'zod'
import { defineCommand } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id, Line } from '../row-types.ts'
import { returnDeadline } from '../rules/index.ts'
import { calendarOf, endOfDay } from '../service-case/due.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'

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
    const country = calendarOf(serviceCase.usedIn)
    const deadline = returnDeadline({ informedAt: ctx.actAt, country })
    return move(ctx, 'unit.ship', serviceCase, {
      fields: { informedAt: ctx.actAt, dueAt: endOfDay(deadline.day, country), dueRule: 'SHOP-4' },
      data: { via, trackingNo, dueDay: deadline.day, reasons: deadline.reasons as never },
    })
  },
})
