import { expect, test } from 'vitest'
import { allPending, markSent, pendingById } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import type { PulledRow, PushResponse } from '#shared/sync/wire.ts'
import { answered, done, EPOCH, JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import type { Profile } from '../profile.ts'
import { type Batch, broughtBy, finishPush, nextBatch, startPush, takeBrought } from './push.ts'
import { discardConflict, retryConflict } from '../services/resolve-conflict.ts'
import { startEpoch } from './new-epoch.ts'
import { applyPage } from './pull.ts'
import { readSyncState } from './sync-state.ts'

const FROM = { epoch: EPOCH, after: 0 }
const accepted = ({ commands }: Batch, rows: PulledRow[], position: number): PushResponse => ({
  epoch: EPOCH,
  serverTime: new Date().toISOString(),
  results: commands.map(({ envelope: { id } }) => ({ id, status: 'accepted', position })),
  page: page(rows, position),
})
const caseAsItIs = ({ db }: Profile, id: string): PulledRow => ({
  table: 'serviceCase',
  id,
  row: readRow(db, 'serviceCase', id) ?? null,
})
const waiting = ({ db }: Profile): number => db.value<number>('select count(*) from outbox') ?? 0

test('an answer that brings the rows confirms its commands, and nothing needs to be asked for', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const batch = nextBatch(profile, 10, new Set())
  expect(startPush(profile, batch, FROM)).toMatchObject({ epoch: EPOCH, pull: { after: FROM.after } })
  const answer = accepted(batch, [caseAsItIs(profile, caseId)], 7)
  finishPush(profile, batch, answer)
  expect(waiting(profile)).toBe(1)
  const brought = broughtBy(profile, FROM, answer, 0)
  if (brought === null) throw new Error('nothing was brought')
  takeBrought(profile, brought)
  expect(waiting(profile)).toBe(0)
  expect(readSyncState(profile.db).position).toBe(7)
  expect(readRow(profile.db, 'serviceCase', caseId)).toBeDefined()
})

test('a node that asks for the ids of what was given up and for the epoch of a place finds them', () => {
  const profile = localProfile()
  const refused = done(profile, 'case.note', { caseId: registered(profile), text: 'x' })
  answered(profile, { refuse: [refused] })
  discardConflict(profile, refused)
  const request = startPush(profile, nextBatch(profile, 10, new Set()), FROM)
  expect(request).toMatchObject({ discards: [refused], pull: FROM })
  expect(request.givenUp.map(({ id }) => id)).toEqual([refused])
})

test('rows are not taken in while something else was sent whose answer was never heard: they may hold it', () => {
  const profile = localProfile()
  const caseId = registered(profile)
  const note = done(profile, 'case.note', { caseId, text: 'x' })
  markSent(profile.db, [pendingById(profile.db, note)?.ord ?? 0])
  const batch = nextBatch(profile, 1, new Set())
  startPush(profile, batch, FROM)
  const answer = accepted(batch, [], 7)
  finishPush(profile, batch, answer)
  expect(broughtBy(profile, FROM, answer, 0)).toBeNull()
})

test('rows behind another place than where the device stands by now are left to a pull', () => {
  const profile = localProfile()
  registered(profile)
  const batch = nextBatch(profile, 1, new Set())
  startPush(profile, batch, FROM)
  const answer = accepted(batch, [], 7)
  finishPush(profile, batch, answer)
  const brought = broughtBy(profile, FROM, answer, 0)
  applyPage(profile, page([], 3), JUST_NOW)
  if (brought !== null) takeBrought(profile, brought)
  expect(readSyncState(profile.db).position).toBe(3)
})

const answers = {
  discarded: (profile: Profile, id: string) => discardConflict(profile, id),
  'tried again': (profile: Profile, id: string) => retryConflict(profile, id, undefined),
}
test.each(Object.entries(answers))(
  'a restored backend is told what stands as refused, with what waits under it; %s meanwhile, it is told that next',
  (_how, answer) => {
    const profile = localProfile()
    done(profile, 'case.note', { caseId: registered(profile), text: 'x' })
    const ids = allPending(profile.db).map(({ envelope }) => envelope.id)
    answered(profile, { refuse: ids })
    profile.db.transaction(() => startEpoch(profile))
    const batch = nextBatch(profile, 10, new Set())
    const request = startPush(profile, batch, null)
    expect(request.refused).toMatchObject(ids.map((id) => ({ command: { id }, error: { code: 'row.absent' } })))
    expect([...request.commands, ...request.givenUp, ...request.discards]).toEqual([])
    answer(profile, ids[0] ?? '')
    finishPush(profile, batch, { epoch: EPOCH, serverTime: new Date().toISOString(), results: [] })
    const next = startPush(profile, nextBatch(profile, 10, new Set()), null)
    expect(next.givenUp.map(({ id }) => id)).toEqual(ids)
    expect(next.refused).toEqual([])
  },
)
