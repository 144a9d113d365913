import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import { localProfile, registered } from '#test/support/local-profile.ts'
import { submitMany } from './submit-many.ts'
import { undoCommand } from './undo-command.ts'

const ME = '0198aaaa-0000-7000-8000-00000000000a'
const OTHER = '0198aaaa-0000-7000-8000-00000000000b'

function all<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const turn = work.next()
    if (turn.done) return turn.value
  }
}

const assign = (caseId: string, from: unknown) => ({
  name: 'case.assign',
  args: { caseId, ownerId: OTHER, expects: { ownerId: from } },
})

test('what is refused for one case is done for the others, and one undo takes back all that was done', () => {
  const profile = localProfile()
  const { db } = profile
  db.run(`insert into colleague (id, username, name, initials, role) values (?, 'kari', 'Kari', 'KN', 'agent')`, ME)
  db.run(`insert into colleague (id, username, name, initials, role) values (?, 'ola', 'Ola', 'ON', 'agent')`, OTHER)
  const [a, b, c] = [registered(profile), registered(profile), registered(profile)]
  const owners = () => [a, b, c].map((id) => db.value('select owner_id from service_case where id = ?', id))
  const before = owners()
  const stale = before[1] === null ? ME : null

  const results = all(submitMany(profile, [assign(a, before[0]), assign(b, stale), assign(c, before[2])], uuidV7()))

  expect(results.map((result) => (result.ok ? 'done' : result.error.code))).toEqual(['done', 'field.changed', 'done'])
  expect(owners()).toEqual([OTHER, before[1], OTHER])
  const last = results[2]
  expect(last?.ok && undoCommand(profile, last.value.commandId).ok).toBe(true)
  expect(owners()).toEqual(before)
})
