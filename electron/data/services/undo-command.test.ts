import { expect, test } from 'vitest'
import { markSent, pendingById } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import { done, localProfile, registered } from '#test/support/local-profile.ts'
import { allRows } from '#test/support/table-rows.ts'
import { submitCommand } from './submit-command.ts'
import { undoCommand } from './undo-command.ts'

test('an unsent command is taken back without a trace', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const before = allRows(profile.db)
  const edit = done(profile, 'case.edit', {
    caseId,
    field: 'serviceLocation',
    from: 'Storgata 1, 0155 Oslo',
    to: 'Gate B',
  })
  expect(undoCommand(profile, edit)).toMatchObject({ ok: true })
  expect(allRows(profile.db)).toEqual(before)
  expect(pendingById(profile.db, edit)).toBeUndefined()
})

test('what was made since on the same case stays', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const edit = done(profile, 'case.edit', {
    caseId,
    field: 'serviceLocation',
    from: 'Storgata 1, 0155 Oslo',
    to: 'Gate B',
  })
  const other = done(profile, 'case.edit', { caseId, field: 'mobile', from: '+4791234567', to: '+4799999999' })
  expect(undoCommand(profile, edit)).toMatchObject({ ok: true })
  expect(readRow(profile.db, 'serviceCase', caseId)).toMatchObject({
    serviceLocation: 'Storgata 1, 0155 Oslo',
    mobile: '+4799999999',
  })
  expect(pendingById(profile.db, other)?.refusal).toBeNull()
})

test('too late: it may have been sent, or something builds on it (undo.too-late)', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const receive = done(profile, 'unit.receive', { caseId })
  done(profile, 'diagnosis.start', { caseId })
  const before = allRows(profile.db)
  expect(undoCommand(profile, receive)).toMatchObject({ ok: false, error: { code: 'undo.too-late' } })
  expect(allRows(profile.db)).toEqual(before)

  const note = done(profile, 'case.note', { caseId, text: 'x' })
  markSent(profile.db, pendingById(profile.db, note)?.ord ?? 0)
  expect(undoCommand(profile, note)).toMatchObject({ ok: false, error: { code: 'undo.too-late' } })
})

test('a bulk change is one undo', () => {
  const profile = localProfile()
  const undoGroup = profile.newId()
  const cases = [registered(profile), registered(profile)]
  const before = allRows(profile.db)
  const ids = cases.map((caseId) => {
    const answer = submitCommand(profile, { name: 'unit.receive', args: { caseId }, undoGroup })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value.commandId
  })
  expect(undoCommand(profile, ids[0] ?? '')).toMatchObject({ ok: true })
  expect(allRows(profile.db)).toEqual(before)
})

test('the retry of a refused command is not taken back: the conflict it answered is gone (undo.too-late)', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const retryOf = '0198bbbb-0000-7000-8000-000000000001'
  const retried = submitCommand(profile, { name: 'case.note', args: { caseId, text: 'Ring før ni' }, retryOf })
  if (!retried.ok) throw new Error(retried.error.code)
  expect(undoCommand(profile, retried.value.commandId)).toMatchObject({ ok: false, error: { code: 'undo.too-late' } })
  expect(pendingById(profile.db, retried.value.commandId)).toBeDefined()
})
