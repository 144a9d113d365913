import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { getCaseView } from '#db/queries/case-view.ts'
import { listQueue } from '#db/queries/queue.ts'
import { allPending } from '#db/outbox.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startNode(await freshDatabase())
})
afterAll(() => backend.stop())

test('a case registered offline has its number at once and the same one at the backend later (SOS-2, SOS-9)', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  kari.line.cut = true
  const { caseId, number, decided } = kari.register({ productName: 'Offline Mac' })
  expect(decided).toBe(true)
  expect(number).not.toBeNull()

  const page = listQueue(kari.profile.db, {
    queue: 'mine',
    sort: 'newest',
    after: null,
    limit: 5,
    me: kari.profile.user.id,
    now: new Date().toISOString(),
  })
  expect(page.items[0]?.id ?? null).not.toBe(null)
  expect(getCaseView(kari.profile.db, caseId)?.mark).toBe('pending')
  expect((await kari.engine.turn()).ok).toBe(false)
  expect(kari.engine.status()).toMatchObject({ state: 'offline', waiting: 1 })

  kari.line.cut = false
  await kari.sync()
  expect(kari.engine.status()).toMatchObject({ state: 'live', waiting: 0, conflicts: 0 })
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ mark: 'none', serviceCase: { number } })

  const per = await SyncedDesk.filled(backend.url, 'per')
  expect(per.row('serviceCase', caseId)?.number).toBe(number)
  expect(per.rows('timelineEntry').find((entry) => entry.caseId === caseId)?.decidedAt).not.toBeNull()
})

test('with no number left the case is saved under a local reference, and the backend gives it a number (SOS-9)', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  kari.line.cut = true
  for (let left = kari.engine.status().numbersLeft; left > 0; left--) expect(kari.register().number).not.toBeNull()
  const { caseId, number, localRef } = kari.register()
  expect(number).toBeNull()
  expect(localRef).toMatch(/^REF-[0-9A-F]{6}$/)
  kari.line.cut = false
  await kari.sync()
  expect(kari.row('serviceCase', caseId)).toMatchObject({ localRef, number: expect.any(Number) })
  expect(kari.engine.status().numbersLeft).toBeGreaterThan(0)
})

test('a batch whose answer was lost is sent again and counts once', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  const { caseId } = kari.register()
  kari.ok('case.note', { caseId, text: 'Ringt opp' })
  kari.line.loseAnswersOf = '/v1/push'
  expect((await kari.engine.turn()).ok).toBe(false)
  expect(allPending(kari.profile.db).map((pending) => pending.status)).toEqual(['sent', 'sent'])
  kari.line.loseAnswersOf = null
  await kari.sync()
  expect(allPending(kari.profile.db)).toEqual([])
  expect(kari.engine.status().conflicts).toBe(0)
  expect(kari.rows('timelineEntry').filter((entry) => entry.caseId === caseId)).toHaveLength(2)
})

test('what takes several requests comes through in the order of each case, while a colleague writes and an answer is lost', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  const per = await SyncedDesk.filled(backend.url, 'per')
  kari.line.cut = true
  const cases = Array.from({ length: 300 }, () => kari.register().caseId)
  for (const caseId of cases) kari.ok('case.edit', { caseId, field: 'mobile', from: '+4740010000', to: '+4799988777' })
  kari.line.cut = false
  let pushes = 0
  kari.line.through = (path, response) => {
    if (path !== '/v1/push') return response
    pushes += 1
    if (pushes === 1) void (per.register(), per.engine.turn())
    if (pushes === 2) throw new TypeError('the answer was lost')
    return response
  }
  for (let turn = 0; turn < 5 && allPending(kari.profile.db).length > 0; turn++) await kari.engine.turn()
  expect(pushes).toBeGreaterThanOrEqual(3)
  expect(allPending(kari.profile.db)).toEqual([])
  expect(kari.engine.status().conflicts).toBe(0)
  await kari.sync()
  const fresh = await SyncedDesk.filled(backend.url)
  for (const table of ['serviceCase', 'timelineEntry'] as const)
    expect(byId(kari.rows(table))).toEqual(byId(fresh.rows(table)))
  const edited = fresh.rows('serviceCase').filter(({ id, mobile }) => cases.includes(id) && mobile === '+4799988777')
  expect(edited).toHaveLength(300)
})

const byId = <T extends { id: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('a passcode goes beside its command, is erased here once the backend has it, and is nowhere in the file (INTAKE-SECRET)', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  kari.line.cut = true
  const { caseId } = kari.register({}, 'hemmelig-4711')
  const { db } = kari.profile
  expect(db.value('select count(*) from local_passcode')).toBe(1)
  expect(JSON.stringify(allPending(db))).not.toContain('4711')
  kari.line.cut = false
  await kari.sync()
  expect(db.value('select count(*) from local_passcode')).toBe(0)
  const token = await kari.tokens.get()
  if (!token.ok) throw new Error(token.error.code)
  const revealed = await kari.transport.passcode(
    { commandId: kari.profile.newId(), caseId, deviceId: kari.profile.deviceId, actAt: kari.profile.acts.next() },
    token.value,
  )
  expect(revealed).toEqual({ ok: true, value: 'hemmelig-4711' })
})
