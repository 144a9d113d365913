import { WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import { choice, defineAction, text, VIA } from './case-action.ts'

/** @rule SLA-3 */
export const waitWork = defineAction({
  command: 'work.wait',
  fields: [
    { name: 'for', kind: 'choice', label: 'waitFor', choices: { words: 'waitingFor', values: WaitingFor.options } },
    { name: 'note', kind: 'line', optional: true },
  ],
  args: (values, view) => ({
    caseId: view.serviceCase.id,
    for: choice<WaitingFor>(values, 'for'),
    note: text(values, 'note'),
  }),
})

export const solveCase = defineAction({
  command: 'case.solve',
  fields: [{ name: 'solution', kind: 'text' }],
  args: (values, view) => ({ caseId: view.serviceCase.id, solution: text(values, 'solution') }),
})

/** @rule SOS-4 */
export const acceptCase = defineAction({
  command: 'case.accept',
  fields: [{ name: 'acceptedBy', kind: 'line' }],
  initial: ({ serviceCase }) => ({ acceptedBy: serviceCase.contactName }),
  args: (values, view) => ({ caseId: view.serviceCase.id, acceptedBy: text(values, 'acceptedBy') }),
})

const defineWithReason = (command: 'case.cancel' | 'case.reopen') =>
  defineAction({
    command,
    fields: [{ name: 'reason', kind: 'line' }],
    args: (values, view) => ({ caseId: view.serviceCase.id, reason: text(values, 'reason') }),
  })
export const cancelCase = defineWithReason('case.cancel')
export const reopenCase = defineWithReason('case.reopen')

const ABOUT = ['warranty', 'progress', 'reminder'] as const

/** What was said to the customer; a reminder counts towards a supervised closing. @rule SOS-5 @rule SHOP-5 */
export const tellCustomer = defineAction({
  command: 'customer.tell',
  fields: [
    { name: 'about', kind: 'choice', choices: { words: 'about', values: ABOUT } },
    { name: 'via', kind: 'choice', choices: VIA },
    { name: 'text', kind: 'line', label: 'toldText', optional: true },
  ],
  initial: ({ serviceCase }) => ({ about: serviceCase.state === 'awaiting-customer' ? 'warranty' : 'progress' }),
  args: (values, view) => ({
    caseId: view.serviceCase.id,
    about: choice<(typeof ABOUT)[number]>(values, 'about'),
    via: choice<(typeof VIA.values)[number]>(values, 'via'),
    text: text(values, 'text'),
  }),
})

/** A note that was refused can be put right and sent again. */
export const noteCase = defineAction({
  command: 'case.note',
  fields: [{ name: 'text', kind: 'text', label: 'note' }],
  args: (values, view) => ({ caseId: view.serviceCase.id, text: text(values, 'text') }),
})
