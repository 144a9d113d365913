import { expect, test } from 'vitest'
import { allPending, forgetTouches } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import type { Row } from '#shared/domain/tables.ts'
import { JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import { allRows } from '#test/support/table-rows.ts'
import { applyPage } from '../sync/pull.ts'
import { registerCase } from './register-case.ts'
import { submitCommand } from './submit-command.ts'

test('a refused command changes nothing and says why, with its field', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const before = allRows(profile.db)
  expect(submitCommand(profile, { name: 'case.close', args: { caseId } })).toMatchObject({
    ok: false,
    error: { code: 'case.wrong-state', rule: 'SHOP-5' },
  })
  expect(submitCommand(profile, { name: 'case.note', args: { caseId, text: ' ' } })).toMatchObject({
    ok: false,
    error: { code: 'input.invalid', field: 'text' },
  })
  expect(submitCommand(profile, { name: 'no.such', args: {} })).toMatchObject({
    ok: false,
    error: { code: 'command.unknown' },
  })
  expect(allRows(profile.db)).toEqual(before)
  expect(allPending(profile.db)).toHaveLength(1)
  expect(profile.db.value('select count(*) from touch where ord <> ?', allPending(profile.db)[0]?.ord ?? 0)).toBe(0)
})

test('a refused registration takes no number (SOS-9), and names the missing field (INTAKE-REQ)', () => {
  const profile = localProfile()
  const free = () => profile.db.value('select next from lease')
  const before = free()
  expect(registerCase(profile, { contract: 'SA0011807' }, null)).toMatchObject({
    ok: false,
    error: { code: 'input.missing', rule: 'INTAKE-REQ' },
  })
  expect(free()).toBe(before)
})

test('a passcode that strays into the arguments is dropped before anything is kept (INTAKE-SECRET)', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  submitCommand(profile, {
    name: 'passcode.keep',
    args: { caseId, passcode: 'hemmelig-4711' },
    passcode: 'hemmelig-4711',
  })
  const everything = profile.db
    .all<{ name: string }>(`select name from sqlite_master where type = 'table' and name not like 'case_%'`)
    .map(({ name }) => JSON.stringify(profile.db.all(`select * from ${name}`)))
    .join()
  expect(everything).not.toContain('4711')
})

test.each([undefined, null, ''])(
  'a passcode that was not given is not said to be there: %j (INTAKE-SECRET)',
  (passcode) => {
    const profile = localProfile()
    const caseId = registered(profile)
    const none = { name: 'passcode.keep', args: { caseId }, ...(passcode === undefined ? {} : { passcode }) }
    expect(submitCommand(profile, none)).toMatchObject({
      ok: false,
      error: { code: 'input.missing', rule: 'INTAKE-SECRET', field: 'passcode' },
    })
    expect(readRow(profile.db, 'serviceCase', caseId)).toMatchObject({ hasPasscode: false })
  },
)

test('a case that has ended keeps no passcode on this device (INTAKE-SECRET)', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  submitCommand(profile, { name: 'passcode.keep', args: { caseId }, passcode: '4711' })
  expect(profile.db.value('select count(*) from local_passcode')).toBe(1)
  const row = readRow(profile.db, 'serviceCase', caseId)
  const ended = { ...row, state: 'cancelled', hasPasscode: false } as Row<'serviceCase'>
  const ords = profile.db.all<{ ord: number }>('select ord from outbox')
  for (const { ord } of ords) forgetTouches(profile.db, ord) // nothing of it is pending any more
  applyPage(profile, page([{ table: 'serviceCase', id: caseId, row: ended as never }], 5), JUST_NOW)
  expect(profile.db.value('select count(*) from local_passcode')).toBe(0)
})
