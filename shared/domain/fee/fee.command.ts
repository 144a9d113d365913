import { z } from 'zod'
import { set } from '../command/change.ts'
import { defineCommand } from '../command/define.ts'
import type { Permission } from '../command/permission.ts'
import { key, range } from '../command/read.ts'
import { Id, Line, Ore } from '../row-types.ts'
import { timeline } from '../service-case/timeline.ts'
import { type FeeKind, feeEntry, lapse, refuseEntry } from './fee-ledger.ts'

const FeeArgs = z.object({ caseId: Id, amount: Ore.positive().max(100_000_000), reason: Line.min(1) })

/** A command that appends one entry to the fee ledger. @rule FEE-3 */
function defineFee<const N extends string>(name: N, kind: FeeKind, permission: Permission) {
  return defineCommand({
    name,
    version: 1,
    permission,
    args: FeeArgs,
    caseOf: (args) => args.caseId,
    reads: [(args) => [key('serviceCase', args.caseId), range('feeEntry', 'caseId', args.caseId)]],
    decide(seen, { caseId, amount, reason }, ctx) {
      seen.need('serviceCase', caseId)
      const entries = seen.list('feeEntry', 'caseId', caseId)
      const refused = refuseEntry(entries, kind, amount)
      if (refused) return refused
      return [
        feeEntry(ctx, caseId, {
          seq: entries.length,
          kind,
          amount,
          rule: kind === 'charged' ? 'FEE-1' : 'FEE-3',
          reason,
        }),
        set('serviceCase', caseId, { changedAt: ctx.actAt }),
        timeline(ctx, caseId, name, { amount, reason }),
      ]
    },
  })
}

export const chargeFee = defineFee('fee.charge', 'charged', 'fee.charge')
export const waiveFee = defineFee('fee.waive', 'waived', 'fee.settle')
export const invoiceFee = defineFee('fee.invoice', 'invoiced', 'fee.settle')
export const creditFee = defineFee('fee.credit', 'credited', 'fee.settle')
export const payFee = defineFee('fee.pay', 'paid', 'fee.settle')

/** The customer bought a new unit instead: the fee lapses when its order is linked. @rule FEE-2 */
export const linkOrder = defineCommand({
  name: 'order.link',
  version: 1,
  permission: 'fee.settle',
  args: z.object({ caseId: Id, orderNo: Line.min(1) }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId), range('feeEntry', 'caseId', args.caseId)]],
  decide(seen, { caseId, orderNo }, ctx) {
    seen.need('serviceCase', caseId)
    return [
      ...lapse(ctx, caseId, seen.list('feeEntry', 'caseId', caseId), 'new-order'),
      set('serviceCase', caseId, { linkedOrderNo: orderNo, changedAt: ctx.actAt }),
      timeline(ctx, caseId, 'order.link', { orderNo }),
    ]
  },
})
