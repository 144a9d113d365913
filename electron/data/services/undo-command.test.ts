import { expect, test } from 'vitest'
import { markSent, pendingById } from '#db/outbox.ts'
import { applyPulled } from '#db/apply.ts'
import { readRow } from '#db/rows.ts'
import type { Profile } from '../profile.ts'
import { done, localProfile, registered } from '#test/support/local-profile.ts'
import { allRows } from '#test/support/table-rows.ts'
import { submitCommand } from './submit-command.ts'
import { undoCommand } from './undo-command.ts'

/** The person at the desk and another, as rows. */
function colleagues({ db, user }: Profile): string[] {
  const other = '0198aaaa-0000-7000-8000-00000000000c'
  for (const id of [user.id, other])
    applyPulled(db, 'colleague', id, { id, username: id, name: id, initials: 'XX', role: 'agent' } as never)
  return [user.id, other]
}

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
  markSent(profile.db, [pendingById(profile.db, note)?.ord ?? 0])
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

test('a command that was sent is taken back by its inverse, a new command', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const edit = done(profile, 'case.edit', { caseId, field: 'mobile', from: '+4791234567', to: '+4799999999' })
  const [me, colleague = ''] = colleagues(profile)
  const owner = readRow(profile.db, 'serviceCase', caseId)?.ownerId ?? null
  expect(owner).toBe(me)
  const assign = done(profile, 'case.assign', { caseId, ownerId: colleague, expects: { ownerId: owner } })
  for (const id of [edit, assign]) markSent(profile.db, [pendingById(profile.db, id)?.ord ?? 0])
  expect(undoCommand(profile, edit)).toMatchObject({ ok: true, value: { inverses: [expect.any(String)] } })
  expect(undoCommand(profile, assign)).toMatchObject({ ok: true })
  expect(readRow(profile.db, 'serviceCase', caseId)).toMatchObject({ mobile: '+4791234567', ownerId: owner })
  expect(pendingById(profile.db, edit)).toBeDefined()
})

test('the inverse of what others have changed meanwhile is refused, and says why', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const edit = done(profile, 'case.edit', { caseId, field: 'mobile', from: '+4791234567', to: '+4799999999' })
  markSent(profile.db, [pendingById(profile.db, edit)?.ord ?? 0])
  done(profile, 'case.edit', { caseId, field: 'mobile', from: '+4799999999', to: '+4790000000' })
  expect(undoCommand(profile, edit)).toMatchObject({ error: { code: 'field.changed' } })
})

test('undoing a bulk change of which some were sent takes the rest back and answers those', () => {
  const profile = localProfile()
  const undoGroup = '0198bbbb-0000-7000-8000-00000000000b'
  const cases = [registered(profile), registered(profile)]
  const ids = cases.map((caseId) => {
    const args = { caseId, field: 'mobile', from: '+4791234567', to: '+4799999999' }
    const answer = submitCommand(profile, { name: 'case.edit', args, undoGroup })
    return answer.ok ? answer.value.commandId : ''
  })
  markSent(profile.db, [pendingById(profile.db, ids[0] ?? '')?.ord ?? 0])
  expect(undoCommand(profile, ids[1] ?? '')).toMatchObject({ ok: true, value: { inverses: [expect.any(String)] } })
  for (const caseId of cases) expect(readRow(profile.db, 'serviceCase', caseId)?.mobile).toBe('+4791234567')
  expect(pendingById(profile.db, ids[0] ?? '')).toBeDefined()
  expect(pendingById(profile.db, ids[1] ?? '')).toBeUndefined()
})
