import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allPending } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import { caseCodes } from '#db/search-codes.ts'
import { openProfileFile } from '#electron/data/services/profile-file.ts'
import { applyPage } from '#electron/data/sync/pull.ts'
import { EPOCH, JUST_NOW, MIGRATIONS, done, localProfile, page, registered } from '#test/support/local-profile.ts'
import { allRows } from '#test/support/table-rows.ts'
import { tempFolder } from '#test/support/temp-folder.ts'

/** The migrations of tomorrow's program: a column that follows from another, and one that every case needs. */
const TOMORROW = `alter table service_case add column of_tomorrow text;
alter table service_case add column codes_of_tomorrow text;
update service_case set of_tomorrow = mobile, codes_of_tomorrow = codes;
create table of_tomorrow (id text primary key) strict;`

test('pending commands survive a change of the tables: put back, migrated, decided again', () => {
  const { path } = tempFolder('upgrade')
  const file = join(path, 'profile.sqlite')
  const before = localProfile({ file })
  const { user, deviceId } = before
  // One case is the backend's and changed here; one was made here.
  const confirmed = registered(before)
  const row = readRow(before.db, 'serviceCase', confirmed)
  if (row === undefined) throw new Error('no case')
  before.db.run(`update outbox set status = 'accepted', position = 5`)
  applyPage(before, page([{ table: 'serviceCase', id: confirmed, row: row as never }], 5), JUST_NOW)
  expect(allPending(before.db)).toEqual([])
  done(before, 'case.edit', { caseId: confirmed, field: 'mobile', from: row.mobile, to: '+4790000000' })
  const made = registered(before)
  done(before, 'case.note', { caseId: made, text: 'Ring før ni' })
  const shown = allRows(before.db)
  const pending = allPending(before.db).map(({ envelope }) => envelope)
  before.db.close()

  const migrations = join(path, 'migrations')
  mkdirSync(migrations)
  cpSync(MIGRATIONS, migrations, { recursive: true })
  writeFileSync(join(migrations, '0999_tomorrow.sql'), TOMORROW)
  const { profile, salvaged } = openProfileFile({ file, migrations, user, deviceId }, new Date().toISOString())
  expect(salvaged).toBeNull()
  const { db } = profile
  expect(allPending(db).map(({ envelope }) => envelope)).toEqual(pending)
  expect(allRows(db)).toEqual(shown)
  // The migration saw what the backend gave, not what is pending on top of it.
  expect(db.value('select of_tomorrow from service_case where id = ?', confirmed)).toBe(row.mobile)
  expect(db.value('select codes_of_tomorrow from service_case where id = ?', confirmed)).toBe(caseCodes(row))
  expect(db.value('select count(*) from base_row')).toBe(1)

  // Refused after all: back to what the backend gave.
  applyPage(profile, page([{ table: 'serviceCase', id: confirmed, row: { ...row, mobile: '+4711111111' } as never }], 6, { epoch: EPOCH }), JUST_NOW)
  expect(allPending(db).find(({ envelope }) => envelope.name === 'case.edit')?.refusal).toMatchObject({ code: 'field.changed' })
  expect(readRow(db, 'serviceCase', confirmed)?.mobile).toBe('+4711111111')
  db.close()
})

test('a crash in the middle of the change leaves the old file as it was', () => {
  const { path } = tempFolder('upgrade')
  const file = join(path, 'profile.sqlite')
  const before = localProfile({ file })
  const { user, deviceId } = before
  registered(before)
  const shown = allRows(before.db)
  before.db.close()
  const migrations = join(path, 'migrations')
  cpSync(MIGRATIONS, migrations, { recursive: true })
  writeFileSync(join(migrations, '0999_tomorrow.sql'), `${TOMORROW} insert into nowhere values (1);`)
  expect(() => openProfileFile({ file, migrations, user, deviceId }, new Date().toISOString())).toThrow('nowhere')
  const { profile } = openProfileFile({ file, migrations: MIGRATIONS, user, deviceId }, new Date().toISOString())
  expect(allRows(profile.db)).toEqual(shown)
  expect(profile.db.value('select count(*) from touch')).toBeGreaterThan(0)
  profile.db.close()
})
