import { expect, test } from 'vitest'
import { allPending } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import { type Row, rowKey } from '#shared/domain/tables.ts'
import { answered, done, JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import { allRows, readByTable } from '#test/support/table-rows.ts'
import type { Profile } from '../profile.ts'
import { applyPage } from '../sync/pull.ts'
import { undoCommand } from './undo-command.ts'

/** A case of the backend's. */
function confirmed(profile: Profile): { caseId: string; row: Row<'serviceCase'> } {
  const caseId = registered(profile)
  const row = readRow(profile.db, 'serviceCase', caseId)
  if (row === undefined) throw new Error('no case')
  answered(profile, { position: 1 })
  applyPage(profile, page([{ table: 'serviceCase', id: caseId, row: row as never }], 1), JUST_NOW)
  return { caseId, row }
}
const baseOf = ({ db }: Profile, caseId: string): unknown =>
  JSON.parse(db.value<string>('select row from base_row where key = ?', rowKey('serviceCase', caseId)) ?? 'null')

test('of a row only what pending commands change is kept as it was, each field as before the first of them', () => {
  const profile = localProfile()
  const { caseId, row } = confirmed(profile)
  const { mobile, changedAt, assumed } = row
  const shown = allRows(profile.db)
  const edits = [
    done(profile, 'case.edit', { caseId, field: 'mobile', from: mobile, to: '+4790000001' }),
    done(profile, 'case.edit', { caseId, field: 'mobile', from: '+4790000001', to: '+4790000002' }),
  ]
  expect(baseOf(profile, caseId)).toEqual({ mobile, changedAt, assumed })
  edits.push(done(profile, 'case.edit', { caseId, field: 'email', from: row.email, to: 'a@example.invalid' }))
  expect(baseOf(profile, caseId)).toEqual({ mobile, changedAt, assumed, email: row.email })
  for (const edit of edits.toReversed()) expect(undoCommand(profile, edit)).toMatchObject({ ok: true })
  expect(allRows(profile.db)).toEqual(shown)
  expect(baseOf(profile, caseId)).toBeNull()
})

test('a whole row that a version before kept is put back as well', () => {
  const profile = localProfile()
  const { caseId, row } = confirmed(profile)
  const shown = allRows(profile.db)
  const edit = done(profile, 'case.edit', { caseId, field: 'mobile', from: row.mobile, to: '+4790000001' })
  profile.db.run('update base_row set row = ?', JSON.stringify(row))
  expect(undoCommand(profile, edit)).toMatchObject({ ok: true })
  expect(allRows(profile.db)).toEqual(shown)
})

const id = agreementIdOf('SA0011807')
const agreement = (row: Row<'agreement'> | null) => [{ table: 'agreement' as const, id, row: row as never }]

test('law 7: what a command writes when it is decided again, and did not write before, disturbs what came after it', () => {
  const profile = localProfile()
  const known = readByTable(profile.db, 'agreement')[0] ?? null
  const caseId = registered(profile)
  done(profile, 'case.note', { caseId, text: 'Ringt opp' })
  const before = readByTable(profile.db, 'timelineEntry')

  applyPage(profile, page(agreement(null), 1), JUST_NOW)
  expect(readByTable(profile.db, 'serviceCase')).toEqual([])

  applyPage(profile, page(agreement(known), 2), JUST_NOW)
  expect(readByTable(profile.db, 'timelineEntry')).toEqual(before)
  expect(allPending(profile.db).map((pending) => pending.refusal)).toEqual([null, null])
})
