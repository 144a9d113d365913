import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { LiveEvent } from '#shared/sync/wire.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { looker } from '#test/support/backend-stage.ts'
import { eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'
import { allRows } from '#test/support/table-rows.ts'

let backend: Backend
let database: pg.Pool
beforeAll(async () => {
  const url = await freshDatabase()
  backend = await startNode(url, { limits: { heartbeatMs: 50 } })
  database = looker(url)
})
afterAll(async () => {
  await database.end()
  await backend.stop()
})

/** What a stream says, until it is stopped. */
async function listen(desk: Desk) {
  const stop = new AbortController()
  const response = await fetch(`${desk.url}/v1/live`, {
    headers: { authorization: `Bearer ${desk.token}` },
    signal: stop.signal,
  })
  const events: LiveEvent[] = []
  let isOver = false
  void (async () => {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
        if (data) events.push(LiveEvent.parse(JSON.parse(data)))
        text = text.slice(end + 2)
      }
    }
    isOver = true
  })().catch(() => {})
  await eventually('the first position', async () => events[0])
  return { events, isOver: () => isOver, stop: () => stop.abort() }
}

test('a small change comes along with its position, complete, and a large one has to be pulled', async () => {
  const kari = await Desk.signIn(backend.url)
  const { events, stop } = await listen(await Desk.signIn(backend.url, 'per'))
  const args = intake()
  const [pushed] = (await kari.push([command('case.register', args)])).results
  const position = pushed?.status === 'accepted' ? pushed.position : -1
  const small = await eventually('the small change', async () => events.find((event) => event.position >= position))
  const { rows } = await kari.pull(small.brought?.after ?? -1, small.epoch)
  expect(small.brought?.rows).toEqual(rows)
  expect(small.brought?.rows.map(({ table }) => table).toSorted()).toEqual(['serviceCase', 'timelineEntry'])

  await kari.push(Array.from({ length: 40 }, () => command('case.register', intake())))
  const large = await eventually('the large change', async () =>
    events.find((event) => event.position >= position + 80),
  )
  expect(large.brought).toBeUndefined()
  stop()
})

test.each([
  ['of another scope', `update app_user set scope = '[]' where username = 'per'`],
  ['revoked', `update device set revoked_at = now()`],
  ['signed out', `update session set ended_at = now()`],
])('@rule MY-1 a stream ends, and brings nothing more, soon after its reader is %s', async (_what, change) => {
  const { events, isOver } = await listen(await Desk.signIn(backend.url, 'per'))
  await database.query(change)
  await eventually('the end of the stream', async () => isOver() || undefined)
  await database.query(`update app_user set scope = null where username = 'per'`)
  const before = events.length
  await (await Desk.signIn(backend.url)).push([command('case.register', intake())])
  expect(events).toHaveLength(before)
})

test('a desk that is live takes in what comes along without asking, and has what a fresh one has', async () => {
  const per = await SyncedDesk.filled(backend.url, 'per')
  const asked: string[] = []
  per.line.through = (path, response) => {
    asked.push(path)
    return response
  }
  per.engine.start()
  await eventually('live', async () => (per.engine.status().state === 'live' ? true : undefined))
  await eventually('the stream', async () => (asked.includes('/v1/live') ? true : undefined))
  asked.length = 0
  const kari = await SyncedDesk.filled(backend.url)
  const { caseId } = kari.register()
  kari.ok('case.note', { caseId, text: 'Straks' })
  await kari.sync()
  await eventually('the case at the other desk', async () => per.row('serviceCase', caseId))
  await eventually('the note', async () =>
    per.rows('timelineEntry').filter((e) => e.caseId === caseId).length === 2 ? true : undefined,
  )
  await per.engine.stop()
  expect(asked).toEqual([])
  expect(allRows(per.profile.db)).toEqual(allRows((await SyncedDesk.filled(backend.url, 'per')).profile.db))
})

test('what comes along is not taken in while a command of ours is unheard of: the push asks first', async () => {
  const per = await SyncedDesk.filled(backend.url, 'per')
  per.engine.start()
  await eventually('live', async () => (per.engine.status().state === 'live' ? true : undefined))
  per.line.loseAnswersOf = '/v1/push'
  const { caseId } = per.register()
  per.engine.committed()
  const kari = await Desk.signIn(backend.url)
  await eventually('the case at the backend', async () =>
    (await kari.rows('serviceCase')).find(({ id }) => id === caseId),
  )
  for (let i = 0; i < 3; i++) await kari.push([command('case.register', intake())])
  per.line.loseAnswersOf = null
  per.engine.now()
  await eventually('everything sent', async () =>
    per.engine.status().waiting === 0 && per.engine.status().state === 'live' ? true : undefined,
  )
  await per.engine.stop()
  await per.sync()
  expect(per.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  expect(allRows(per.profile.db)).toEqual(allRows((await SyncedDesk.filled(backend.url, 'per')).profile.db))
})
