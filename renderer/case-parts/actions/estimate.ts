import { amount, choice, defineAction, type FieldSpec, text, VIA } from './case-action.ts'

type Via = (typeof VIA.values)[number]

/** @rule SHOP-2 */
export const sendEstimate = defineAction({
  command: 'estimate.send',
  fields: [
    { name: 'amount', kind: 'money' },
    { name: 'text', kind: 'text', label: 'estimateText', optional: true },
    { name: 'via', kind: 'choice', choices: VIA },
  ],
  args: (values, { serviceCase }) => ({
    caseId: serviceCase.id,
    amount: amount(values, 'amount'),
    text: text(values, 'text'),
    via: choice<Via>(values, 'via'),
    expects: { estimateId: serviceCase.estimateId },
  }),
})

const answeredBy: FieldSpec = { name: 'answeredBy', kind: 'line' }

/** @rule FEE-2 @rule FEE-3 */
const defineAnswer = (command: 'estimate.accept' | 'estimate.decline') =>
  defineAction({
    command,
    fields: [answeredBy],
    initial: ({ serviceCase }) => ({ answeredBy: serviceCase.contactName }),
    args: (values, { serviceCase }) => ({
      caseId: serviceCase.id,
      estimateId: serviceCase.estimateId ?? '',
      answeredBy: text(values, 'answeredBy'),
    }),
  })

export const acceptEstimate = defineAnswer('estimate.accept')
export const declineEstimate = defineAnswer('estimate.decline')
