import { choice, defineAction, text, textOrNull, VIA } from './case-action.ts'
import { ReturnPromise } from './return-promise.tsx'

/** @rule SHOP-3 */
export const orderPart = defineAction({
  command: 'part.order',
  fields: [{ name: 'part', kind: 'line' }],
  args: (values, view) => ({ caseId: view.serviceCase.id, part: text(values, 'part') }),
})

/** @rule FEE-2 */
export const finishRepair = defineAction({
  command: 'repair.finish',
  fields: [{ name: 'work', kind: 'text' }],
  args: (values, view) => ({ caseId: view.serviceCase.id, work: text(values, 'work') }),
})

/** @rule APPLE-7 */
export const finishSwap = defineAction({
  command: 'swap.finish',
  fields: [{ name: 'newSerialNo', kind: 'line' }],
  args: (values, view) => ({ caseId: view.serviceCase.id, newSerialNo: text(values, 'newSerialNo') }),
})

/** @rule SHOP-4 */
export const shipUnit = defineAction({
  command: 'unit.ship',
  fields: [
    { name: 'via', kind: 'choice', label: 'toldVia', choices: VIA },
    { name: 'trackingNo', kind: 'line', optional: true },
  ],
  args: (values, view) => ({
    caseId: view.serviceCase.id,
    via: choice<(typeof VIA.values)[number]>(values, 'via'),
    trackingNo: textOrNull(values, 'trackingNo'),
  }),
  Consequence: ReturnPromise,
})
