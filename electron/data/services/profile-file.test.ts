import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pendingById } from '#db/outbox.ts'
import { putRemains, readRemains } from '#db/remains.ts'
import { answered, done, localProfile, page, registered } from '#test/support/local-profile.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import type { Profile } from '../profile.ts'
import { applyPage } from '../sync/pull.ts'
import { discardConflict } from './resolve-conflict.ts'

const kept = ({ db }: Profile): unknown[] => db.all('select id from acknowledged order by id')

test('what is done after a file was salvaged takes the place of nothing that came out of it', () => {
  const { path } = tempFolder('salvage')
  const damaged = localProfile({ file: join(path, 'damaged.sqlite') })
  const refused = done(damaged, 'case.note', { caseId: registered(damaged), text: 'Ring før ni' })
  answered(damaged, { refuse: [refused] })
  applyPage(damaged, page([], 20), null)
  const before = kept(damaged)
  damaged.db.close()

  const salvaged = localProfile({ file: join(path, 'salvaged.sqlite') })
  putRemains(salvaged.db, readRemains(join(path, 'damaged.sqlite')))
  registered(salvaged)
  registered(salvaged)
  answered(salvaged)
  applyPage(salvaged, page([], 30), null)
  expect(before).toHaveLength(1)
  expect(kept(salvaged)).toEqual([...before, expect.anything(), expect.anything()])
  registered(salvaged)
  discardConflict(salvaged, refused)
  expect(pendingById(salvaged.db, refused)?.status).toBe('held')
})
