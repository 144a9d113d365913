import { expect, test } from 'vitest'
import { done, localProfile, registered } from '#test/support/local-profile.ts'
import { passcodeOfCase } from './local-passcodes.ts'
import { submitCommand } from './submit-command.ts'
import { undoCommand } from './undo-command.ts'

test('a passcode outlives an end of its case that is taken back before it was sent (INTAKE-SECRET)', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const kept = submitCommand(profile, { name: 'passcode.keep', args: { caseId }, passcode: '4711' })
  expect(kept).toMatchObject({ ok: true })
  const cancel = done(profile, 'case.cancel', { caseId, reason: 'Meldt to ganger' })
  expect(undoCommand(profile, cancel)).toMatchObject({ ok: true })
  expect(passcodeOfCase(profile, caseId)).toBe('4711')
})
