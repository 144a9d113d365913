import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { countWaiting } from '#db/outbox.ts'
import type { PullResponse, PushRequest, PushResponse } from '#shared/sync/wire.ts'
import { done, EPOCH, localProfile, registered } from '#test/support/local-profile.ts'
import type { Profile } from '../profile.ts'
import { systemTimers } from '../lib/timers.ts'
import { createEngine, type EngineDeps } from './engine.ts'
import { createHttpTransport } from './http-transport.ts'
import { BATCH } from './push.ts'
import { readSyncState } from './sync-state.ts'
import { createTokens } from './tokens.ts'

const OTHER = '0198aaaa-0000-7000-8000-0000000000ee'
const pageOf = (epoch: string, next: number): PullResponse => {
  return { epoch, serverTime: new Date().toISOString(), rows: [], next, done: true, remaining: 0 }
}

test('the next batch is on its way before the rows of the answer before it are taken in', async () => {
  const profile = localProfile()
  const caseId = registered(profile)
  for (let note = 0; note < BATCH; note++) done(profile, 'case.note', { caseId, text: `${note}` })
  /** Where the device stood when each push arrived. */
  const stood: number[] = []
  const answer = ({ commands, pull }: PushRequest): PushResponse => {
    stood.push(readSyncState(profile.db).position)
    const position = (pull?.after ?? 0) + 10
    const results = commands.map(({ id }) => ({ id, status: 'accepted' as const, position }))
    return { epoch: EPOCH, serverTime: new Date().toISOString(), results, page: pageOf(EPOCH, position) }
  }
  expect(await turnBeside(profile, answer, pageOf(EPOCH, 20))).toEqual({ ok: true, value: null })
  expect(stood).toEqual([0, 0])
  expect(readSyncState(profile.db).position).toBe(20)
  expect(countWaiting(profile.db)).toBe(0)
})

const PAIRS = { batchSize: 2, timers: systemTimers }

/** A backend that answers a push when the one behind it has come, as long as one is to come. */
function answeredInPairs(pushes: number, positionBefore: (nth: number) => number) {
  const came: PushRequest[] = []
  const waiting: (() => void)[] = []
  const answer = async (request: PushRequest): Promise<PushResponse> => {
    const nth = came.push(request)
    waiting.shift()?.()
    if (nth < pushes) await new Promise<void>((resolve) => waiting.push(resolve))
    const from = positionBefore(nth)
    const position = from + 1
    const results = request.commands.map(({ id }) => ({ id, status: 'accepted' as const, position }))
    return { epoch: EPOCH, serverTime: new Date().toISOString(), results, from, page: pageOf(EPOCH, position) }
  }
  return { came, answer }
}

const casesIn = ({ commands }: PushRequest): string[] => commands.map(({ args }) => (args as { caseId: string }).caseId)

test('a request follows a full one before that is answered, with nothing of its cases, and both bring their own rows', async () => {
  const profile = localProfile()
  const cases = Array.from({ length: 6 }, () => registered(profile))
  for (const caseId of cases) done(profile, 'case.note', { caseId, text: 'x' })
  const { came, answer } = answeredInPairs(6, (nth) => nth - 1)
  expect(await turnBeside(profile, answer, pageOf(EPOCH, 6), PAIRS)).toEqual({ ok: true, value: null })
  expect(came.map(({ pull }) => pull?.own)).toEqual(Array(6).fill(true))
  for (const [i, request] of came.entries())
    expect(casesIn(request).filter((id) => came[i - 1] && casesIn(came[i - 1] as PushRequest).includes(id))).toEqual([])
  expect(readSyncState(profile.db).position).toBe(6)
  expect(countWaiting(profile.db)).toBe(0)
})

test('what begins behind rows of others is not taken in, and the next request goes alone and brings them', async () => {
  const profile = localProfile()
  for (let i = 0; i < 8; i++) registered(profile)
  // Somebody else has written before the second; when that is heard, the third is on its way.
  const { came, answer } = answeredInPairs(3, (nth) => (nth === 1 ? 0 : 10))
  expect(await turnBeside(profile, answer, pageOf(EPOCH, 20), PAIRS)).toEqual({ ok: true, value: null })
  expect(came.map(({ pull }) => [pull?.after, pull?.own])).toEqual([
    [0, true],
    [0, true],
    [1, true],
    [1, undefined],
  ])
  expect(countWaiting(profile.db)).toBe(0)
})

test('a request that fails for what is in it is tried command by command when the one behind it is answered', async () => {
  const profile = localProfile()
  for (let i = 0; i < 4; i++) registered(profile)
  const sizes: number[] = []
  const answer = ({ commands }: PushRequest): PushResponse => {
    sizes.push(commands.length)
    if (sizes.length === 1) throw new Error('cannot be decided together')
    const results = commands.map(({ id }) => ({ id, status: 'accepted' as const, position: 1 }))
    return { epoch: EPOCH, serverTime: new Date().toISOString(), results }
  }
  expect(await turnBeside(profile, answer, pageOf(EPOCH, 20), PAIRS)).toEqual({ ok: true, value: null })
  expect(sizes).toEqual([2, 2, 1, 1])
  expect(countWaiting(profile.db)).toBe(0)
})

test('the time is that of the answer that came last, also where it answers the request before', async () => {
  const profile = localProfile()
  for (let i = 0; i < 4; i++) registered(profile)
  let secondIsAnswered = (): void => {}
  const second = new Promise<void>((resolve) => (secondIsAnswered = resolve))
  let came = 0
  const answer = async ({ commands }: PushRequest): Promise<PushResponse> => {
    const nth = ++came
    if (nth === 2) setTimeout(secondIsAnswered, 50)
    else await second
    const serverTime = new Date(Date.now() + (nth === 2 ? 0 : 3_600_000)).toISOString()
    const results = commands.map(({ id }) => ({ id, status: 'accepted' as const, position: 1 }))
    return { epoch: EPOCH, serverTime, results }
  }
  // The line is gone before the pull that follows is answered.
  expect(await turnBeside(profile, answer, null, PAIRS)).toMatchObject({ ok: false })
  expect(came).toBe(2)
  expect(profile.db.value<number>('select offset_ms from sync_state')).toBeGreaterThan(3_590_000)
})

test('an answer of another epoch tells the time, and nothing else is taken from it', async () => {
  const profile = localProfile()
  registered(profile)
  const hourAhead = (): string => new Date(Date.now() + 3_600_000).toISOString()
  const answer = (): PushResponse => ({ epoch: OTHER, serverTime: hourAhead(), results: [] })
  // The line is gone before the pull that follows is answered.
  expect(await turnBeside(profile, answer, null)).toMatchObject({ ok: false })
  expect(profile.db.value<number>('select offset_ms from sync_state')).toBeGreaterThan(3_590_000)
  expect(readSyncState(profile.db).epoch).toBe(EPOCH)
  expect(countWaiting(profile.db)).toBe(1)
})

/** A turn beside a backend that answers like this. @param page null: it is cut off when asked for one */
async function turnBeside(
  profile: Profile,
  push: (request: PushRequest) => PushResponse | Promise<PushResponse>,
  page: PullResponse | null,
  // However long it waits, it goes on as soon as the answer is there.
  more: Pick<EngineDeps, 'timers'> & { readonly batchSize?: number } = { timers: { after: () => () => {} } },
) {
  const pushed = async (body: string, response: ServerResponse): Promise<void> => {
    try {
      response.end(JSON.stringify(await push(JSON.parse(body) as PushRequest)))
    } catch {
      response.statusCode = 500
      response.end(JSON.stringify({ error: { code: 'server.failed' } }))
    }
  }
  const server = createServer((request, response) => {
    const answer = (value: object): void => void response.end(JSON.stringify(value))
    response.setHeader('content-type', 'application/json')
    void bodyOf(request).then((body) => {
      if (request.url === '/health') return answer({ status: 'ok' })
      if (request.url === '/v1/leases') return answer({ leases: [] })
      if (request.url === '/v1/push') return pushed(body, response)
      return page === null ? void response.destroy() : answer(page)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const transport = createHttpTransport({ url: () => url })
  const tokens = createTokens({ profile, transport, clock: profile.clock, load: () => null, save: () => {} })
  const serverTime = new Date().toISOString()
  const accessExpiresAt = new Date(Date.now() + 3_600_000).toISOString()
  tokens.keep({ user: profile.user, accessToken: 't', accessExpiresAt, refreshToken: 'r'.repeat(20), serverTime })
  const engine = createEngine({ profile, transport, tokens, random: () => 0, ...more })
  try {
    return await engine.turn()
  } finally {
    await engine.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
