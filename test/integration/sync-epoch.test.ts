import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { discardConflict, retryConflict } from '#electron/data/services/resolve-conflict.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'
import { allRows } from '#test/support/table-rows.ts'

let url: string
let backend: Backend
beforeAll(async () => {
  url = await freshDatabase()
  backend = await startNode(url)
})
afterAll(() => backend.stop())

/** The database as it is now, put beside; a restore gives it a new epoch. */
async function backUp(): Promise<string> {
  const copy = new URL(url)
  copy.pathname = `/restored_${randomUUID().replaceAll('-', '')}`
  await backend.stop()
  const admin = new pg.Client({ connectionString: new URL('/postgres', url).href })
  await admin.connect()
  await admin.query(`create database ${copy.pathname.slice(1)} template ${new URL(url).pathname.slice(1)}`)
  await admin.end()
  backend = await startNode(url)
  const restored = new pg.Client({ connectionString: copy.href })
  await restored.connect()
  await restored.query(`update meta set value = $1 where key = 'epoch'`, [randomUUID()])
  await restored.end()
  return copy.href
}

async function restore(backup: string): Promise<void> {
  await backend.stop()
  url = backup
  backend = await startNode(url)
}

test('a backend that was restored from a backup gets back what was acknowledged since, and the desk fills again', async () => {
  const kari = await SyncedDesk.filled(() => backend.url)
  const before = kari.register()
  await kari.sync()
  const backup = await backUp()
  await kari.sync()
  const since = kari.register({ productName: 'Etter sikkerhetskopien' })
  kari.ok('case.note', { caseId: since.caseId, text: 'Også dette' })
  await kari.sync()
  kari.line.cut = true
  const pending = kari.register({ productName: 'Ikke sendt' })

  await restore(backup)
  kari.line.cut = false
  await kari.sync()
  await kari.sync()
  const per = await SyncedDesk.filled(() => backend.url, 'per')
  for (const { caseId, number } of [before, since, pending]) expect(per.row('serviceCase', caseId)?.number).toBe(number)
  expect(per.rows('timelineEntry').filter((entry) => entry.caseId === since.caseId)).toHaveLength(2)
  expect(kari.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  expect(allRows(kari.profile.db)).toEqual(allRows(per.profile.db))
})

test('what was made on top of what a restored backend has lost comes after it, and is no conflict', async () => {
  const kari = await SyncedDesk.filled(() => backend.url)
  const backup = await backUp()
  await kari.sync()
  const { caseId } = kari.register()
  await kari.sync()
  kari.line.cut = true
  kari.ok('case.note', { caseId, text: 'Ikke sendt' })

  await restore(backup)
  kari.line.cut = false
  await kari.sync()
  expect(kari.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  const per = await SyncedDesk.filled(() => backend.url, 'per')
  expect(per.rows('timelineEntry').filter((entry) => entry.caseId === caseId)).toHaveLength(2)
})

test('a restored backend is told, with its input, what it had refused: settled as given up, what stands as refused', async () => {
  const kari = await SyncedDesk.filled(() => backend.url)
  const per = await SyncedDesk.filled(() => backend.url, 'per')
  const cases = Array.from({ length: 5 }, () => kari.register())
  await kari.sync()
  const backup = await backUp()
  await kari.sync()
  await per.sync()
  kari.line.cut = true
  const edits = cases.map(({ caseId }, i) => {
    const change = (desk: SyncedDesk, to: string): string =>
      desk.ok('case.edit', {
        caseId,
        field: 'contactName',
        from: desk.row('serviceCase', caseId)?.contactName ?? '',
        to,
      })
    change(per, `Per sier ${i}`)
    return change(kari, `Kari sier ${i}`)
  })
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  const [discarded = '', again = '', stands = '', edited = '', soon = ''] = edits
  expect(kari.engine.status()).toMatchObject({ conflicts: 5 })
  discardConflict(kari.profile, discarded)
  const second = retryConflict(kari.profile, again, undefined)
  await kari.sync()

  await restore(backup)
  const log = new pg.Client({ connectionString: backup })
  await log.connect()
  const inLog = async () => {
    const sql = `select id, status, args->>'to' as to from command_log where id = any($1::uuid[])`
    const { rows } = await log.query<{ id: string; status: string; to: string }>(sql, [edits])
    return edits.map((id) => rows.find((row) => row.id === id) ?? null)
  }
  expect(await inLog()).toEqual([null, null, null, null, null])
  for (let turns = 0; turns < 2; turns++) await per.sync()
  // The new epoch is heard, and nothing more gets through: nothing has been told of.
  kari.line.through = (path, response) => {
    kari.line.cut ||= path === '/v1/pull'
    return response
  }
  await kari.engine.turn()
  expect(kari.profile.db.value('select epoch from sync_state')).toBeNull()
  const third = retryConflict(kari.profile, soon, { from: 'Per sier 4' })
  kari.line.through = undefined
  kari.line.cut = false
  for (let turns = 0; turns < 2; turns++) await kari.sync()
  const told = (...statuses: string[]) => edits.map((id, i) => ({ id, status: statuses[i], to: `Kari sier ${i}` }))
  expect(await inLog()).toEqual(told('discarded', 'discarded', 'refused', 'refused', 'discarded'))
  expect(listConflicts(kari.profile.db).map(({ id }) => id)).toEqual([edited, stands])
  expect(kari.profile.db.value('select count(*) from outbox')).toBe(0)
  discardConflict(kari.profile, stands)
  const fourth = retryConflict(kari.profile, edited, { to: 'Begge' })
  await kari.sync()
  expect(await inLog()).toEqual(told('discarded', 'discarded', 'discarded', 'refused', 'discarded'))
  for (const [tried, of] of [
    [second, again],
    [third, soon],
    [fourth, edited],
  ] as const) {
    const { rows } = await log.query('select id from command_log where retry_of = $1', [of])
    expect(rows).toEqual([{ id: tried.ok && tried.value.commandId }])
  }
  await log.end()
})

test('a first fill in small pages is usable before it is complete', async () => {
  const kari = await SyncedDesk.signIn(backend.url, 'kari', { pageSize: 40 })
  const token = await kari.tokens.get()
  if (!token.ok) throw new Error(token.error.code)
  const filling = kari.engine.turn()
  while (kari.rows('agreement').length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const filled = kari.profile.db.value('select filled from sync_state')
  const { caseId, decided } = kari.register()
  expect([filled, decided]).toEqual([0, true])
  expect(kari.engine.status()).toMatchObject({ state: 'catching-up', progress: { done: expect.any(Number) } })
  await filling
  await kari.sync()
  expect(kari.row('serviceCase', caseId)?.number).not.toBeNull()
  const fresh = await SyncedDesk.filled(backend.url, 'per')
  expect(allRows(kari.profile.db)).toEqual(allRows(fresh.profile.db))
})
