import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { EPOCH, localProfile, MIGRATIONS } from '#test/support/local-profile.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { nextBatch, startPush } from '#electron/data/sync/push.ts'
import { CommandEnvelope } from '#shared/sync/wire.ts'

test('0005 what was discarded and not yet told to the backend is told after the upgrade', () => {
  const file = join(tempFolder('upgrade').path, 'profile.sqlite')
  const before = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql') && name < '0005')
    .sort()
  const old = new Sqlite(file)
  for (const name of before) old.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
  old.pragma(`user_version = ${before.length}`)
  old.exec(`insert into discard (id) values ('${EPOCH}')`)
  old.close()

  const profile = localProfile({ file })
  const { discards, givenUp } = startPush(profile, nextBatch(profile, 10, new Set()), null)
  expect(discards).toEqual([EPOCH])
  expect(givenUp.map((given) => CommandEnvelope.parse(given).id)).toEqual([EPOCH])
  profile.db.close()
})
