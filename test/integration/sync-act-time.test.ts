import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { swapDeliveryDay } from '#shared/domain/rules/index.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'

// A Tuesday. Oslo is an hour ahead of UTC.
const MORNING = '2026-03-10T12:50:00.000Z'
const AFTERNOON = '2026-03-10T14:40:00.000Z'
const LENOVO = { contract: 'SA0020011', customerRef: 'E-4711' }
const TWO_HOURS = 2 * 3_600_000

let database: string
let backend: Backend
beforeAll(async () => {
  database = await freshDatabase()
})
beforeEach(async () => {
  backend = await startNode(database, { clock: MORNING })
})
afterAll(() => backend.stop())

/** A desk whose clock is what the test says. */
async function deskAt(skewMs: number): Promise<{ desk: SyncedDesk; set: (iso: string) => void }> {
  let shift = Date.parse(MORNING) + skewMs - Date.now()
  const clock = { nowMs: () => Date.now() + shift, given: false }
  const desk = await SyncedDesk.filled(() => backend.url, 'kari', { clock })
  return { desk, set: (iso) => (shift = Date.parse(iso) - Date.now()) }
}

/** The backend some time later, with what it holds. */
async function later(clock: string): Promise<void> {
  await backend.stop()
  backend = await startNode(database, { clock })
}

test('SMART-5, LEN-1: registered offline at 13:58 and synced after the cut-offs, a case counts from 13:58', async () => {
  const { desk, set } = await deskAt(0)
  desk.line.cut = true
  set('2026-03-10T12:58:00.000Z')
  const { caseId } = desk.register(LENOVO)
  await later(AFTERNOON)
  desk.line.cut = false
  set(AFTERNOON)
  await desk.sync()
  const row = desk.row('serviceCase', caseId)
  expect(row?.registeredAt.slice(0, 16)).toBe('2026-03-10T12:58')
  expect(row).toMatchObject({ dueRule: 'LEN-1', dueAt: '2026-03-11T23:00:00.000Z', unconfirmedActs: null })
  expect(swapDeliveryDay({ reportedAt: row?.registeredAt ?? '', country: 'NO' }).day).toBe('2026-03-11')
  expect(swapDeliveryDay({ reportedAt: AFTERNOON, country: 'NO' }).day).toBe('2026-03-12')
  const entry = desk.rows('timelineEntry').find((each) => each.caseId === caseId)
  expect(entry?.actAt.slice(0, 16)).toBe('2026-03-10T12:58')
  expect(entry?.decidedAt?.slice(0, 16)).toBe(AFTERNOON.slice(0, 16))
})

test('a clock that is two hours off is corrected but not trusted: from the receipt, until a supervisor confirms (LEN-1)', async () => {
  const { desk, set } = await deskAt(TWO_HOURS)
  expect(Math.round(desk.engine.status().skewMs / 60_000)).toBe(120)
  desk.line.cut = true
  set('2026-03-10T14:58:00.000Z') // 12:58 by the backend's
  const { caseId } = desk.register(LENOVO)
  await later(AFTERNOON)
  desk.line.cut = false
  set('2026-03-10T16:40:00.000Z')
  await desk.sync()
  const row = desk.row('serviceCase', caseId)
  const said = row?.unconfirmedActs?.[0]?.at ?? ''
  expect(said.slice(0, 16)).toBe('2026-03-10T12:58')
  expect(row?.registeredAt.slice(0, 16)).toBe(AFTERNOON.slice(0, 16))
  expect(row?.dueAt).toBe('2026-03-12T23:00:00.000Z')

  const dina = await SyncedDesk.filled(() => backend.url, 'dina', {
    clock: { nowMs: () => Date.parse(AFTERNOON), given: false },
  })
  dina.ok('case.confirm-act-time', { caseId, of: 'report', at: said, expects: { at: said } })
  await dina.sync()
  await desk.sync()
  expect(desk.row('serviceCase', caseId)).toMatchObject({
    registeredAt: said,
    dueAt: '2026-03-11T23:00:00.000Z',
    unconfirmedActs: null,
  })
})

test('a clock that was changed since the last contact is noticed when it sends', async () => {
  const { desk, set } = await deskAt(0)
  desk.line.cut = true
  set('2026-03-10T12:10:00.000Z') // set back
  const { caseId } = desk.register(LENOVO)
  await later(AFTERNOON)
  desk.line.cut = false
  await desk.sync()
  expect(desk.row('serviceCase', caseId)?.unconfirmedActs).toHaveLength(1)
  expect(desk.row('serviceCase', caseId)?.registeredAt.slice(0, 16)).toBe(AFTERNOON.slice(0, 16))
})
