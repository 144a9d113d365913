import { z } from 'zod'
import { set } from '../command/change.ts'
import { defineCommand, refuse } from '../command/define.ts'
import type { Permission } from '../command/permission.ts'
import { key, range } from '../command/read.ts'
import { FilledLine, Id, Ore } from '../row-types.ts'
import { timeline } from '../service-case/timeline.ts'
import { type FeeKind, feeEntry, lapse, refuseEntry } from './fee-ledger.ts'

const FeeArgs = z.object({ caseId: Id, amount: Ore.positive().max(100_000_000), reason: FilledLine })

/**
 * A command that appends one entry to the fee ledger; also on a case that has ended, because a fee that stands is invoiced and paid
 * after the unit went back. @rule FEE-3
 */
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

/**
 * The customer bought a new unit instead: the fee lapses when its order is linked. One order takes the place of another only while
 * there is a fee for it to take away. @rule FEE-2
 */
export const linkOrder = defineCommand({
  name: 'order.link',
  version: 1,
  permission: 'fee.settle',
  args: z.object({ caseId: Id, orderNo: FilledLine }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId), range('feeEntry', 'caseId', args.caseId)]],
  decide(seen, { caseId, orderNo }, ctx) {
    const { linkedOrderNo } = seen.need('serviceCase', caseId)
    const lapsed = lapse(ctx, caseId, seen.list('feeEntry', 'caseId', caseId), 'new-order')
    if (lapsed.length === 0 && linkedOrderNo === orderNo) return []
    if (lapsed.length === 0 && linkedOrderNo !== null)
      return refuse('field.changed', {
        rule: 'FEE-2',
        field: 'orderNo',
        facts: { field: 'orderNo', theirs: linkedOrderNo, mine: orderNo },
      })
    return [
      ...lapsed,
      set('serviceCase', caseId, { linkedOrderNo: orderNo, changedAt: ctx.actAt }),
      timeline(ctx, caseId, 'order.link', { orderNo }),
    ]
  },
})
