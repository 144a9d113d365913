import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import type { SessionResponse } from '#shared/sync/wire.ts'
import { Desk, startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let nodes: Backend[]
let db: pg.Client
const log: string[] = []
const at = (index: number): string => nodes[index]?.url ?? ''

beforeAll(async () => {
  const url = await freshDatabase()
  nodes = await Promise.all([startNode(url, { log }), startNode(url)])
  db = new pg.Client({ connectionString: url })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await Promise.all(nodes.map((node) => node.stop()))
})

const refresh = (desk: Desk, refreshToken: string) =>
  desk.post<SessionResponse>('/v1/session/refresh', { refreshToken, deviceId: desk.deviceId })

test('a session that began on one node is good on the other', async () => {
  const desk = await Desk.signIn(at(0))
  const answer = await fetch(`${at(1)}/v1/pull?after=0&limit=1`, { headers: { authorization: `Bearer ${desk.token}` } })
  expect(answer.status).toBe(200)
})

test('a refresh token is good once, and one that comes again ends the session of whoever has the next', async () => {
  const desk = await Desk.signIn(at(0))
  const second = await refresh(desk, desk.refreshToken)
  expect(second.status).toBe(200)
  expect(second.body.refreshToken).not.toBe(desk.refreshToken)
  expect(await refresh(desk, desk.refreshToken)).toMatchObject({
    status: 401,
    body: { error: { code: 'auth.required' } },
  })
  expect(await refresh(desk, second.body.refreshToken)).toMatchObject({ status: 401 })
  desk.token = second.body.accessToken
  expect(await desk.ask('/v1/pull?after=0')).toMatchObject({ status: 401 })
})

test('a refresh token that two send at once serves one of them', async () => {
  const desk = await Desk.signIn(at(0))
  const answers = await Promise.all([refresh(desk, desk.refreshToken), refresh(desk, desk.refreshToken)])
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 401]))
})

test('a refresh token is of no use on another device', async () => {
  const desk = await Desk.signIn(at(0))
  const answer = await desk.post('/v1/session/refresh', { refreshToken: desk.refreshToken, deviceId: randomUUID() })
  expect(answer.status).toBe(401)
})

test('after signing out neither token is good', async () => {
  const desk = await Desk.signIn(at(0))
  expect(await desk.ask('/v1/session', { method: 'DELETE' })).toMatchObject({ status: 204 })
  expect(await desk.ask('/v1/pull?after=0')).toMatchObject({ status: 401 })
  expect(await refresh(desk, desk.refreshToken)).toMatchObject({ status: 401 })
})

test('an access token that was changed or made up is refused', async () => {
  const desk = await Desk.signIn(at(0))
  const [body = '', signature = ''] = desk.token.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
  const longer = Buffer.from(JSON.stringify({ ...claims, expiresAt: '2099-01-01T00:00:00.000Z' })).toString('base64url')
  for (const token of [`${longer}.${signature}`, 'x', `${body}.`, `${body}.${signature}.${signature}`]) {
    desk.token = token
    expect(await desk.ask('/v1/pull?after=0')).toMatchObject({
      status: 401,
      body: { error: { code: 'auth.required' } },
    })
  }
})

test('a revoked device is shut out, also with the tokens that it has', async () => {
  const desk = await Desk.signIn(at(0))
  await db.query('update device set revoked_at = now() where id = $1', [desk.deviceId])
  expect(await desk.ask('/v1/pull?after=0')).toMatchObject({ status: 403, body: { error: { code: 'device.revoked' } } })
  expect(await refresh(desk, desk.refreshToken)).toMatchObject({ status: 403 })
  await expect(Desk.signIn(at(0), 'kari', desk.deviceId)).rejects.toThrow('device.revoked')
})

test('a wrong password and an unknown name are answered alike, and guessing is slowed down', async () => {
  const desk = await Desk.signIn(at(0))
  const guess = (username: string, password: string) =>
    desk.post('/v1/session', { username, password, deviceId: desk.deviceId })
  expect(await guess('nobody', 'guess-0815')).toEqual(await guess('per', 'guess-0815'))
  const answers: number[] = []
  for (let i = 0; i < 12; i++) answers.push((await guess('dina', 'guess-0815')).status)
  expect(answers).toEqual([...Array(10).fill(401), 429, 429])
  expect((await guess('ola', 'skranke-demo')).status).toBe(200)
  expect(log.join('')).not.toMatch(/guess-0815|skranke-demo/)
})

test('neither passwords nor refresh tokens are stored', async () => {
  const desk = await Desk.signIn(at(0))
  const { rows } = await db.query('select password_hash from app_user')
  expect(rows.every((row) => row.password_hash.startsWith('$argon2id$'))).toBe(true)
  const { rows: tokens } = await db.query('select * from refresh_token t where t::text like $1', [
    `%${desk.refreshToken}%`,
  ])
  expect(tokens).toEqual([])
})
