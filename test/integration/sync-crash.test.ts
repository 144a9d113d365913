import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { openDb } from '#db/client.ts'
import { allPending } from '#db/outbox.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { MIGRATIONS, SyncedDesk } from '#test/support/synced-desk.ts'
import { tempFolder } from '#test/support/temp-folder.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startNode(await freshDatabase())
})
afterAll(() => backend.stop())

test('what was committed before the process vanished is sent by the next', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  kari.line.cut = true
  const { caseId, number } = kari.register()
  kari.ok('case.note', { caseId, text: 'Før strømmen gikk' })
  kari.crash()
  expect(allPending(kari.profile.db)).toHaveLength(2)
  kari.line.cut = false
  await kari.sync()
  const per = await SyncedDesk.filled(backend.url, 'per')
  expect(per.row('serviceCase', caseId)?.number).toBe(number)
  expect(per.rows('timelineEntry').filter((entry) => entry.caseId === caseId)).toHaveLength(2)
})

test('a crash between the push and its answer neither loses nor doubles', async () => {
  const kari = await SyncedDesk.filled(backend.url)
  const { caseId } = kari.register()
  kari.line.loseAnswersOf = '/v1/push'
  await kari.engine.turn()
  kari.crash()
  kari.line.loseAnswersOf = null
  await kari.sync()
  expect(kari.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  expect(kari.rows('timelineEntry').filter((entry) => entry.caseId === caseId)).toHaveLength(1)
})

test('a process killed at any moment has every case that it acknowledged', async () => {
  const folder = tempFolder('killed')
  const file = join(folder.path, 'profile.sqlite')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../support/register-until-killed.ts', import.meta.url)), file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exit = once(child, 'exit')
  const acknowledged: string[] = []
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === 60) child.kill('SIGKILL')
  }
  await exit
  const db = openDb({ file, migrations: MIGRATIONS })
  const missing = acknowledged.filter((id) => db.value('select 1 from service_case where id = ?', id) === undefined)
  expect(acknowledged.length).toBeGreaterThanOrEqual(60)
  expect(missing).toEqual([])
  const pending = new Set(allPending(db).map((each) => each.caseId))
  expect(acknowledged.every((id) => pending.has(id))).toBe(true)
  expect(db.value('pragma integrity_check')).toBe('ok')
  db.close()
  folder.remove()
})
