import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { countWaiting } from '#db/outbox.ts'
import type { PullResponse, PushRequest, PushResponse } from '#shared/sync/wire.ts'
import { done, EPOCH, localProfile, registered } from '#test/support/local-profile.ts'
import type { Profile } from '../profile.ts'
import { createEngine } from './engine.ts'
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
async function turnBeside(profile: Profile, push: (request: PushRequest) => PushResponse, page: PullResponse | null) {
  const server = createServer((request, response) => {
    const answer = (value: object): void => void response.end(JSON.stringify(value))
    response.setHeader('content-type', 'application/json')
    void bodyOf(request).then((body) => {
      if (request.url === '/health') return answer({ status: 'ok' })
      if (request.url === '/v1/leases') return answer({ leases: [] })
      if (request.url === '/v1/push') return answer(push(JSON.parse(body) as PushRequest))
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
  // However long it waits, it goes on as soon as the answer is there.
  const timers = { after: () => () => {} }
  const engine = createEngine({ profile, transport, tokens, timers, random: () => 0 })
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
