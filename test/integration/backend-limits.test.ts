import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { layCable } from '#test/support/cable.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let url: string
let plain: Backend
let db: pg.Pool

beforeAll(async () => {
  url = await freshDatabase()
  plain = await startNode(url)
  db = new pg.Pool({ connectionString: url, max: 4 })
})
afterAll(async () => {
  await plain.stop()
  await db.end()
})

/** A node with these limits, for one test. */
async function withLimits(limits: Parameters<typeof startNode>[1], work: (node: Backend) => Promise<void>) {
  const node = await startNode(url, limits)
  try {
    await work(node)
  } finally {
    await node.stop()
  }
}

const pullOnce = (desk: Desk) => fetch(`${desk.url}/v1/pull?after=0&limit=1`, { headers: bearer(desk) })
const bearer = (desk: Desk) => ({ authorization: `Bearer ${desk.token}` })

test('a session that asks too often is told when to come again, and nobody else is held up by it', () =>
  withLimits({ limits: { requestsAMinute: 5 } }, async (node) => {
    const [busy, calm] = [await Desk.signIn(node.url), await Desk.signIn(node.url, 'per')]
    const answers: Response[] = []
    for (let i = 0; i < 7; i++) answers.push(await pullOnce(busy))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(Number(answers[6]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answers[6]?.json()).toMatchObject({ error: { code: 'server.busy' } })
    expect((await pullOnce(calm)).status).toBe(200)
    expect((await fetch(`${node.url}/health`)).status).toBe(200)
  }))

test('names tried from one address are limited together, so that none is guessed by trying many', () =>
  withLimits({ limits: { signInsAMinute: 4 } }, async (node) => {
    const tries = [...'abcdef'].map((username) =>
      fetch(`${node.url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'guess', deviceId: randomUUID() }),
      }),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(4)
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  }))

test('a push that waits too long for a lock is answered "later" and nothing is refused; later it is accepted', () =>
  withLimits({ limits: { lockMs: 200 } }, async (node) => {
    const desk = await Desk.signIn(node.url)
    const blocker = await db.connect()
    await blocker.query('begin')
    await blocker.query('update sequencer set position = position')
    const args = intake()
    const sent = command('case.register', args)
    const body = { protocol: 1, deviceId: desk.deviceId, commands: [sent], passcodes: [] }
    const held = await desk.post('/v1/push', body)
    expect(held).toMatchObject({ status: 503, body: { error: { code: 'server.busy', facts: { afterSeconds: 2 } } } })
    await blocker.query('rollback')
    blocker.release()
    expect((await desk.push([sent])).results).toMatchObject([{ status: 'accepted' }])
    expect((await db.query('select status from command_log where id = $1', [sent.id])).rows).toEqual([
      { status: 'accepted' },
    ])
  }))

test('when more wait for the database than the node bears, the next are sent away at once and the others are served', () =>
  withLimits({ limits: { connections: 1, waiting: 3, lockMs: 20_000 } }, async (node) => {
    const desks: Desk[] = []
    for (let i = 0; i < 12; i++) desks.push(await Desk.signIn(plain.url))
    const [writer, ...readers] = desks.map((desk) => desk.at(node.url))
    const blocker = await db.connect()
    await blocker.query('begin')
    await blocker.query('update sequencer set position = position')
    const first = writer?.push([command('case.register', intake())])
    await eventually('the wait for the sequencer', async () => {
      const { rows } = await db.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
      return rows.length > 0 ? true : undefined
    })
    const crowd = readers.map(pullOnce)
    const away = await Promise.race(crowd)
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('2')
    await blocker.query('rollback')
    blocker.release()
    const statuses = (await Promise.all(crowd)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect((await first)?.results).toMatchObject([{ status: 'accepted' }])
  }))

test('a body beyond the limit is refused with its reason, not read to its end', async () => {
  const desk = await Desk.signIn(plain.url)
  const long = await desk.post('/v1/leases', { deviceId: desk.deviceId, more: 'x'.repeat(70_000) })
  expect(long).toMatchObject({
    status: 413,
    body: { error: { code: 'input.invalid', facts: { problem: 'too large' } } },
  })
})

test('a device keeps its work and hears after how many seconds to come again', async () => {
  const away = createHttpTransport({
    url: () => 'http://127.0.0.1:9',
    fetch: async () => new Response('{}', { status: 503, headers: { 'retry-after': '7' } }),
  })
  expect(
    await away.push(
      { protocol: 1, deviceId: randomUUID(), commands: [], passcodes: [], discards: [], givenUp: [], refused: [] },
      't',
    ),
  ).toEqual({
    ok: false,
    error: { code: 'server.busy', facts: { afterSeconds: 7 } },
  })
})

test('without its database a node lives but is not ready, and devices are told to come again', async () => {
  const lonely = await freshDatabase()
  const line = await layCable(lonely)
  const node = await startNode(throughPort(lonely, new URL(line.url).port))
  const desk = await Desk.signIn(node.url)
  expect((await fetch(`${node.url}/ready`)).status).toBe(200)
  await line.cut()
  const ready = await fetch(`${node.url}/ready`)
  expect(ready.status).toBe(503)
  expect((await pullOnce(desk)).status).toBe(503)
  expect((await fetch(`${node.url}/health`)).status).toBe(200)
  await node.stop()
})

function throughPort(databaseUrl: string, port: string): string {
  const through = new URL(databaseUrl)
  through.port = port
  return through.toString()
}
