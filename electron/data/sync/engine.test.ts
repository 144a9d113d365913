import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listConflicts } from '#db/queries/conflicts.ts'
import type { PushRequest } from '#shared/sync/wire.ts'
import { done, EPOCH, localProfile, registered } from '#test/support/local-profile.ts'
import { eventually } from '#test/support/bounded.ts'
import type { Profile } from '../profile.ts'
import { systemTimers } from '../lib/timers.ts'
import { discardConflict } from '../services/resolve-conflict.ts'
import { undoCommand } from '../services/undo-command.ts'
import { createEngine, type Engine } from './engine.ts'
import { createHttpTransport } from './http-transport.ts'
import { createTokens } from './tokens.ts'

/** A server that speaks the wire and fails as the test wants; what it accepts it only counts. */
let server: Server
let url: string
let accepted: string[]
let failing: (push: PushRequest) => number | null
let streams: number
let leaseAnswers: number
let hidesHealth: boolean
let profile: Profile
let engine: Engine
let broken: unknown[]

beforeEach(async () => {
  accepted = []
  broken = []
  streams = 0
  leaseAnswers = 0
  hidesHealth = false
  failing = () => null
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const json = (status: number, value: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      const serverTime = new Date().toISOString()
      const path = new URL(request.url ?? '/', url).pathname
      if (path === '/health') json(hidesHealth ? 404 : 200, { status: 'ok' })
      else if (path === '/v1/live') {
        streams += 1
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(`: hi\r\ndata: {"epoch":"${EPOCH}","position":0}\n\n`)
      } else if (path === '/v1/leases') {
        leaseAnswers += 1
        json(200, { leases: [] })
      } else if (path === '/v1/pull')
        json(200, { epoch: EPOCH, serverTime, rows: [], next: 0, done: true, remaining: 0 })
      else {
        const push = JSON.parse(body) as PushRequest
        const status = failing(push)
        if (status === 429) return response.writeHead(429, { 'retry-after': '20' }).end('{}')
        if (status !== null)
          return json(status, status === 500 ? {} : { error: { code: 'input.invalid', field: 'commands' } })
        accepted.push(...push.commands.map((command) => command.id))
        json(200, {
          epoch: EPOCH,
          serverTime,
          results: push.commands.map(({ id }) => ({ id, status: 'accepted', position: 5 })),
        })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  profile = localProfile()
  const transport = createHttpTransport({ url: () => url })
  const tokens = createTokens({ profile, transport, clock: profile.clock, load: () => null, save: () => {} })
  const at = new Date().toISOString()
  const user = profile.user
  tokens.keep({
    user,
    accessToken: 't',
    accessExpiresAt: new Date(Date.now() + 9e5).toISOString(),
    refreshToken: '',
    serverTime: at,
  })
  engine = createEngine({
    profile,
    transport,
    tokens,
    timers: systemTimers,
    random: () => 0,
    onBroken: (each) => broken.push(each),
  })
})
afterEach(async () => {
  await engine.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

test('a command that the backend cannot even read is set aside at once; the others are sent', async () => {
  const caseId = registered(profile)
  const bad = done(profile, 'case.note', { caseId, text: 'bad' })
  const other = registered(profile)
  failing = (push) => (push.commands.some((command) => command.id === bad) ? 400 : null)
  expect((await engine.turn()).ok).toBe(true)
  expect(listConflicts(profile.db)).toMatchObject([{ id: bad, error: { code: 'input.invalid' } }])
  expect(profile.db.all<{ id: string }>(`select id from outbox where status <> 'accepted'`)).toEqual([])
  expect(accepted).toHaveLength(2)
  expect(other).toBeDefined()
})

test('a command at which the backend fails three times is set aside; it holds up its case, never the others', async () => {
  const caseId = registered(profile)
  const bad = done(profile, 'case.note', { caseId, text: 'bad' })
  const after = done(profile, 'case.note', { caseId, text: 'after' })
  registered(profile)
  failing = (push) => (push.commands.some((command) => command.id === bad) ? 500 : null)
  await engine.turn()
  expect(accepted).toHaveLength(2)
  expect(accepted).not.toContain(after)
  await engine.turn()
  await engine.turn()
  expect(listConflicts(profile.db)).toMatchObject([{ id: bad, error: { code: 'command.crashed' } }])
  await engine.turn()
  expect(accepted).toContain(after)
})

test.each([500, 400])(
  'a backend that answers everything with %i sets nothing aside: all waits until it is mended',
  async (status) => {
    registered(profile)
    done(profile, 'case.note', { caseId: registered(profile), text: 'x' })
    failing = () => status
    for (let i = 0; i < 5; i++) await engine.turn()
    expect(engine.status()).toMatchObject({ waiting: 3, conflicts: 0 })
    failing = () => null
    await engine.turn()
    expect(accepted).toHaveLength(3)
    expect(engine.status()).toMatchObject({ waiting: 3, conflicts: 0 }) // until their rows come
  },
)

test('a discarded command that the backend cannot even read holds up nothing', async () => {
  const caseId = registered(profile)
  const bad = done(profile, 'case.note', { caseId, text: 'bad' })
  const names = (push: PushRequest) => [...push.commands, ...push.givenUp].map((command) => command.id)
  failing = (push) => (names(push).includes(bad) ? 400 : null)
  await engine.turn()
  discardConflict(profile, bad)
  const after = done(profile, 'case.note', { caseId, text: 'after' })
  expect((await engine.turn()).ok).toBe(true)
  expect(accepted).toContain(after)
  expect(profile.db.value(`select count(*) from outbox where status <> 'accepted'`)).toBe(0)
})

test('order is kept within a case, and a second turn waits for the first', async () => {
  const caseId = registered(profile)
  const notes = ['1', '2', '3'].map((text) => done(profile, 'case.note', { caseId, text }))
  await Promise.all([engine.turn(), engine.turn()])
  expect(accepted.slice(1)).toEqual(notes)
})

test('a commit is sent at once while live, and the stream is opened once', async () => {
  engine.start()
  await eventually('live', async () => (engine.status().state === 'live' && streams === 1 ? true : undefined))
  const caseId = registered(profile)
  engine.committed()
  await eventually('sent', async () => (accepted.length === 1 ? true : undefined), 2_000)
  expect(caseId).toBeDefined()
  expect(streams).toBe(1)
  expect(leaseAnswers).toBeGreaterThan(0)
})

test('a turn that breaks off, as on a full disk, does not end the loop: it goes on when it can', async () => {
  profile.db.run(`create trigger full before update on sync_state begin select raise(fail, 'disk full'); end`)
  engine.start()
  await eventually('told', async () => (broken.length > 0 ? true : undefined))
  expect(engine.status().state).toBe('offline')
  profile.db.run('drop trigger full')
  await eventually('live', async () => (engine.status().state === 'live' ? true : undefined), 8_000)
})

test('a file that cannot be read for a while does not end the loop either', async () => {
  profile.db.run('alter table sync_state rename to unreadable')
  engine.start()
  await eventually('told', async () => (broken.length > 1 ? true : undefined))
  profile.db.run('alter table unreadable rename to sync_state')
  await eventually('live', async () => (engine.status().state === 'live' ? true : undefined), 8_000)
  expect(engine.status().state).toBe('live')
})

test('a backend that goes away is noticed by the stream, and its return by trying again', async () => {
  engine.start()
  await eventually('live', async () => (streams === 1 ? true : undefined))
  const { port } = server.address() as AddressInfo
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await eventually('offline', async () => (engine.status().state === 'offline' ? true : undefined), 3_000)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await eventually('live again', async () => (streams === 2 ? true : undefined), 8_000)
  expect(engine.status().state).toBe('live')
})

test('what was done without a network can be taken back, however often it was tried to connect', async () => {
  const there = url
  url = 'http://127.0.0.1:1'
  const note = done(profile, 'case.note', { caseId: registered(profile), text: 'x' })
  for (let i = 0; i < 3; i++) expect(await engine.turn()).toMatchObject({ error: { code: 'network.offline' } })
  expect(undoCommand(profile, note)).toMatchObject({ ok: true })
  url = there
  await engine.turn()
  expect(accepted).not.toContain(note)
})

test('a backend whose health is hidden by a proxy is there all the same', async () => {
  hidesHealth = true
  registered(profile)
  expect(await engine.turn()).toMatchObject({ ok: true })
  expect(accepted).toHaveLength(1)
})

test('a backend that says "too often" keeps the work here, and the window hears when it is asked again', async () => {
  registered(profile)
  failing = () => 429
  const before = Date.now()
  expect(await engine.turn()).toMatchObject({ ok: false, error: { code: 'server.busy', facts: { afterSeconds: 20 } } })
  const { busyUntil, waiting, conflicts } = engine.status()
  expect(Date.parse(busyUntil ?? '')).toBeGreaterThanOrEqual(before + 20_000)
  expect([waiting, conflicts]).toEqual([1, 0])
  failing = () => null
  expect(await engine.turn()).toMatchObject({ ok: true })
  expect(engine.status()).not.toHaveProperty('busyUntil')
  expect(accepted).toHaveLength(1)
})
