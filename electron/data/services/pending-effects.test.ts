import { expect, test } from 'vitest'
import { allPending } from '#db/outbox.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import type { Row } from '#shared/domain/tables.ts'
import { done, JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import { readByTable } from '#test/support/table-rows.ts'
import { applyPage } from '../sync/pull.ts'

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
