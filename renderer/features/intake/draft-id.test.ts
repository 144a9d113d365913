import { expect, test } from 'vitest'
import { v7 as uuidV7 } from 'uuid'
import { caseIdOfDraft, draftIdOf } from './draft-id.ts'

test('the id of a draft leads to the id of its case and back', () => {
  const caseId = uuidV7()
  expect(caseIdOfDraft(draftIdOf(caseId))).toBe(caseId)
  expect(draftIdOf(caseId).length).toBeLessThanOrEqual(100)
})

test.each(['note:0198c0de-0000-7000-8000-000000000001', 'intake:', 'intake:4711', ''])(
  '%j is not the draft of an intake',
  (id) => {
    expect(caseIdOfDraft(id)).toBe(null)
  },
)
