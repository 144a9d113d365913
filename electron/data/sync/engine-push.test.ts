import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { countWaiting } from '#db/outbox.ts'
import type { PullResponse, PushRequest, PushResponse } from '#shared/sync/wire.ts'
import { done, EPOCH, localProfile, registered } from '#test/support/local-profile.ts'
import { createEngine } from './engine.ts'
import { createHttpTransport } from './http-transport.ts'
import { BATCH } from './push.ts'
import { readSyncState } from './sync-state.ts'
import { createTokens } from './tokens.ts'

test('the next batch is on its way before the rows of the answer before it are taken in', async () => {
  const profile = localProfile()
  const caseId = registered(profile)
  for (let note = 0; note < BATCH; note++) done(profile, 'case.note', { caseId, text: `${note}` })
  /** Where the device stood when each push arrived. */
  const stood: number[] = []
  const server = createServer((request, response) => {
    const answer = (value: object): void => void response.end(JSON.stringify(value))
    const page = (next: number): PullResponse => {
      return { epoch: EPOCH, serverTime: new Date().toISOString(), rows: [], next, done: true, remaining: 0 }
    }
    const isPush = request.url === '/v1/push'
    if (isPush) stood.push(readSyncState(profile.db).position)
    response.setHeader('content-type', 'application/json')
    void bodyOf(request).then((body) => {
      if (request.url === '/health') return answer({ status: 'ok' })
      if (request.url === '/v1/leases') return answer({ leases: [] })
      if (!isPush) return answer(page(20))
      const { commands, pull } = JSON.parse(body) as PushRequest
      const position = (pull?.after ?? 0) + 10
      const results = commands.map(({ id }) => ({ id, status: 'accepted' as const, position }))
      const said: PushResponse = { epoch: EPOCH, serverTime: new Date().toISOString(), results, page: page(position) }
      answer(said)
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
    expect(await engine.turn()).toEqual({ ok: true, value: null })
  } finally {
    await engine.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  expect(stood).toEqual([0, 0])
  expect(readSyncState(profile.db).position).toBe(20)
  expect(countWaiting(profile.db)).toBe(0)
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
