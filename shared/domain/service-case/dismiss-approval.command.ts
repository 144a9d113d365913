import { z } from 'zod'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id } from '../row-types.ts'
import { timeline } from './timeline.ts'

/**
 * A supervisor will not do in their place what somebody was not allowed to: the history says so, and by it their device. The backend
 * makes it from the answer to what waits; sent by a device it would answer nothing, approved or not.
 */
export const dismissApproval = defineCommand({
  name: 'approval.dismiss',
  version: 1,
  permission: 'case.supervise',
  args: z.object({ caseId: Id, commandId: Id, command: z.string().max(60), maker: z.string().max(500) }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, commandId, command, maker }, ctx) {
    seen.need('serviceCase', caseId)
    if (ctx.adopts !== undefined || ctx.settles !== commandId)
      return refuse('row.absent', { facts: { table: 'quarantine' } })
    return [timeline(ctx, caseId, 'approval.dismiss', { dismisses: commandId, command, maker })]
  },
})
