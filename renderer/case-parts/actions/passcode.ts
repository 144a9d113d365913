import { defineAction } from './case-action.ts'

/** The passcode itself travels beside the command and is never among its arguments. @rule INTAKE-SECRET */
export const keepPasscode = defineAction({
  command: 'passcode.keep',
  fields: [{ name: 'passcode', kind: 'secret' }],
  args: (_values, { serviceCase }) => ({ caseId: serviceCase.id }),
  secret: true,
})
