import { expect, test } from 'vitest'
import { pendingById } from '#db/outbox.ts'
import { answered, done, JUST_NOW, localProfile, page, registered } from '#test/support/local-profile.ts'
import type { Profile } from '../profile.ts'
import { beginFill } from './fill.ts'
import { applyPage } from './pull.ts'
import { undoCommand } from '../services/undo-command.ts'
import { startEpoch } from './new-epoch.ts'
import { finishPush, nextBatch, startPush } from './push.ts'

const [BEFORE, RESTORED] = ['67a9ec1a-e750-4808-96fb-9091c564f14e', 'b847e723-1810-4d90-a7e6-ab76ae20d855']
const serverTime = new Date().toISOString()
const beginning = (epoch: string) => ({ epoch, start: 41, serverTime })

/** A case that was registered before anything came, and accepted; its rows are to come with the fill. */
function acceptedBeforeTheFill(): { profile: Profile; commandId: string } {
  const profile = localProfile()
  profile.db.transaction(() => startEpoch(profile))
  registered(profile)
  const batch = nextBatch(profile, 10, new Set())
  const commandId = batch.commands[0]?.envelope.id ?? ''
  startPush(profile, batch, null)
  finishPush(profile, batch, {
    epoch: BEFORE,
    serverTime,
    results: [{ id: commandId, status: 'accepted', position: 26 }],
  })
  return { profile, commandId }
}

test('a fill from the backend that accepted what is waiting brings its rows', () => {
  const { profile, commandId } = acceptedBeforeTheFill()
  expect(beginFill(profile, beginning(BEFORE), JUST_NOW)).toBe(false)
  expect(pendingById(profile.db, commandId)?.status).toBe('accepted')
})

test('a backend restored from a backup before the first fill has not got what was accepted: it is sent again', () => {
  const { profile, commandId } = acceptedBeforeTheFill()
  expect(beginFill(profile, beginning(RESTORED), JUST_NOW)).toBe(true)
  expect(nextBatch(profile, 10, new Set()).commands.map(({ envelope }) => envelope.id)).toEqual([commandId])
})

test('what a restored backend may still have is not taken back as if it had never been sent', () => {
  const profile = localProfile()
  const note = done(profile, 'case.note', { caseId: registered(profile), text: 'Ring før ni' })
  answered(profile)
  applyPage(profile, page([], 20), null)
  const queued = done(profile, 'case.note', { caseId: registered(profile), text: 'Ikke sendt' })
  profile.db.transaction(() => startEpoch(profile))
  expect(undoCommand(profile, note)).toMatchObject({ error: { code: 'undo.too-late' } })
  expect(undoCommand(profile, queued)).toMatchObject({ ok: true })
  expect(pendingById(profile.db, note)).toBeDefined()
  expect(pendingById(profile.db, queued)).toBeUndefined()
})
