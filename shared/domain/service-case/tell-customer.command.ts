import { z } from 'zod'
import { set } from '../command/change.ts'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id, Line } from '../row-types.ts'
import { isEnded } from './flow.ts'
import { timeline } from './timeline.ts'

/** That the customer was told something, and how; a reminder counts towards a supervised closing. @rule SHOP-2 @rule SOS-5 @rule SHOP-5 */
export const tellCustomer = defineCommand({
  name: 'customer.tell',
  version: 1,
  permission: 'case.work',
  args: z.object({
    caseId: Id,
    via: z.enum(['sms', 'email', 'phone']),
    about: z.enum(['warranty', 'progress', 'reminder']),
    text: Line,
  }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, via, about, text }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    if (isEnded(serviceCase.state)) return refuse('case.ended', { rule: 'SHOP-5', facts: { state: serviceCase.state } })
    const reminders = serviceCase.reminders + (about === 'reminder' ? 1 : 0)
    return [
      set('serviceCase', caseId, { reminders, changedAt: ctx.actAt }),
      timeline(ctx, caseId, 'customer.tell', { via, about, text }),
    ]
  },
})
