import { z } from 'zod'
import { defineCommand } from '../command/define.ts'
import { key, range } from '../command/read.ts'
import { lapse } from '../fee/fee-ledger.ts'
import { Id, Line, Text } from '../row-types.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'

const RepairArgs = z.object({ caseId: Id, work: Text.min(1) })

/** The repair is done; had the customer accepted the estimate, the diagnosis fee lapses now. @rule FEE-2 @rule SHOP-5 */
export const finishRepair = defineCommand({
  name: 'repair.finish',
  version: 1,
  permission: 'workshop.work',
  args: RepairArgs,
  caseOf: (args) => args.caseId,
  reads: [
    (args) => [key('serviceCase', args.caseId), range('feeEntry', 'caseId', args.caseId)],
    (args, seen) => {
      const estimateId = seen.need('serviceCase', args.caseId).estimateId
      return estimateId === null ? [] : [key('estimate', estimateId)]
    },
  ],
  decide(seen, { caseId, work }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('repair.finish', serviceCase)
    if (refused) return refused
    const estimate = serviceCase.estimateId === null ? undefined : seen.get('estimate', serviceCase.estimateId)
    const fees = seen.list('feeEntry', 'caseId', caseId)
    return [
      ...(estimate?.state === 'accepted' ? lapse(ctx, caseId, fees, 'repaired') : []),
      ...move(ctx, 'repair.finish', serviceCase, { data: { work } }),
    ]
  },
})

/** The unit was swapped for a new one. @rule APPLE-7 */
export const finishSwap = defineCommand({
  name: 'swap.finish',
  version: 1,
  permission: 'workshop.work',
  args: z.object({ caseId: Id, newSerialNo: Line.min(1) }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, newSerialNo }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    return (
      refuseUnlessAllowed('swap.finish', serviceCase) ??
      move(ctx, 'swap.finish', serviceCase, { fields: { swapSerialNo: newSerialNo }, data: { newSerialNo } })
    )
  },
})
