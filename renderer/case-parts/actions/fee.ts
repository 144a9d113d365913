import type { CaseView } from '#shared/contract/views.ts'
import { diagnosisFeeOn } from '#shared/domain/fee/diagnosis-fee.ts'
import { balanceOf } from '#shared/domain/fee/fee-ledger.ts'
import { localDay } from '#shared/domain/service-case/due.ts'
import { amount, defineAction, text } from './case-action.ts'

type FeeCommand = 'fee.charge' | 'fee.waive' | 'fee.invoice' | 'fee.credit' | 'fee.pay'

/** The amount that the ledger calls for. @rule FEE-1 @rule FEE-3 */
const AMOUNT: Readonly<Record<FeeCommand, (view: CaseView) => number>> = {
  'fee.charge': ({ serviceCase }) => diagnosisFeeOn(localDay(serviceCase.registeredAt, 'NO')),
  'fee.waive': ({ fees }) => balanceOf(fees).owed,
  'fee.invoice': ({ fees }) => balanceOf(fees).owed,
  'fee.credit': ({ fees }) => balanceOf(fees).invoiced,
  'fee.pay': ({ fees }) => balanceOf(fees).owed,
}

/** One entry each on the fee ledger. @rule FEE-3 */
export const FEE_ACTIONS = (Object.keys(AMOUNT) as FeeCommand[]).map((command) =>
  defineAction({
    command,
    fields: [
      { name: 'amount', kind: 'money' },
      { name: 'reason', kind: 'line' },
    ],
    initial: (view) => ({ amount: AMOUNT[command](view) }),
    args: (values, { serviceCase }) => ({
      caseId: serviceCase.id,
      amount: amount(values, 'amount'),
      reason: text(values, 'reason'),
    }),
  }),
)

/** The customer bought a new unit: the fee lapses. @rule FEE-2 */
export const linkOrder = defineAction({
  command: 'order.link',
  fields: [{ name: 'orderNo', kind: 'line' }],
  initial: ({ serviceCase }) => ({ orderNo: serviceCase.linkedOrderNo ?? '' }),
  args: (values, { serviceCase }) => ({ caseId: serviceCase.id, orderNo: text(values, 'orderNo') }),
})
