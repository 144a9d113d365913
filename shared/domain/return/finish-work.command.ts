import { z } from 'zod'
import type { Change } from '../command/change.ts'
import { type DecideContext, defineCommand } from '../command/define.ts'
import { key, range, type Read, type Seen } from '../command/read.ts'
import { lapse } from '../fee/fee-ledger.ts'
import { FilledLine, FilledText, Id } from '../row-types.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'
import type { ServiceCase } from '../service-case/service-case.rows.ts'

type OfCase = { caseId: string }
const readCase = ({ caseId }: OfCase): Read[] => [key('serviceCase', caseId), range('feeEntry', 'caseId', caseId)]
const readEstimate = ({ caseId }: OfCase, seen: Seen): Read[] => {
  const { estimateId } = seen.need('serviceCase', caseId)
  return estimateId === null ? [] : [key('estimate', estimateId)]
}

/** The customer had accepted the estimate and has a working unit again: the diagnosis fee lapses. @rule FEE-2 */
function lapseIfAccepted(seen: Seen, { id, estimateId }: ServiceCase, ctx: DecideContext): Change[] {
  const estimate = estimateId === null ? undefined : seen.get('estimate', estimateId)
  return estimate?.state === 'accepted' ? lapse(ctx, id, seen.list('feeEntry', 'caseId', id), 'repaired') : []
}

/** The repair is done. @rule FEE-2 @rule SHOP-5 */
export const finishRepair = defineCommand({
  name: 'repair.finish',
  version: 1,
  permission: 'workshop.work',
  args: z.object({ caseId: Id, work: FilledText }),
  caseOf: (args) => args.caseId,
  reads: [readCase, readEstimate],
  decide(seen, { caseId, work }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('repair.finish', serviceCase)
    if (refused) return refused
    return [...lapseIfAccepted(seen, serviceCase, ctx), ...move(ctx, 'repair.finish', serviceCase, { data: { work } })]
  },
})

/** The unit was swapped for a new one. @rule APPLE-7 @rule FEE-2 */
export const finishSwap = defineCommand({
  name: 'swap.finish',
  version: 1,
  permission: 'workshop.work',
  args: z.object({ caseId: Id, newSerialNo: FilledLine }),
  caseOf: (args) => args.caseId,
  reads: [readCase, readEstimate],
  decide(seen, { caseId, newSerialNo }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('swap.finish', serviceCase)
    if (refused) return refused
    const fields = { swapSerialNo: newSerialNo }
    return [
      ...lapseIfAccepted(seen, serviceCase, ctx),
      ...move(ctx, 'swap.finish', serviceCase, { fields, data: { newSerialNo } }),
    ]
  },
})
