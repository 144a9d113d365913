import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { signInWithBrowser } from '#electron/data/services/browser-sign-in.ts'
import { createBrowserSignInClient } from '#electron/data/sync/browser-sign-in-client.ts'
import { personDeviceId } from '#shared/sync/person-device.ts'
import { startNode } from '#test/support/backend-node.ts'
import { type IdentityProvider, startIdentityProvider } from '#test/support/identity-provider.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let idp: IdentityProvider
let backend: Backend
let url: string
const log: string[] = []
const words = { title: 'Du er logget inn', text: 'Du kan <lukke> siden.' }
const machineId = randomUUID()

beforeAll(async () => {
  idp = await startIdentityProvider((account) => (account === 'nameless' ? {} : { preferred_username: account }))
  url = await freshDatabase()
  backend = await startNode(url, { log, logLevel: 'trace', provider: providerAt(idp.issuer) })
})
afterAll(async () => {
  await backend.stop()
  await idp.stop()
})

const providerAt = (issuer: string) => ({
  issuer,
  clientId: idp.clientId,
  name: 'Nordlys ID',
  claim: 'preferred_username',
  scope: 'openid profile',
})

/** A desk and a person at its browser, who signs in as `account` or, with null, thinks better of it. */
function desk(
  account: string | null,
  more: { at?: string; staysAway?: boolean; onReturn?: (address: string) => string } = {},
) {
  const client = createBrowserSignInClient({ url: () => more.at ?? backend.url })
  const shown: { status: number; page: string }[] = []
  const openInBrowser = (page: string) =>
    void idp.visit(page, account).then(async (back) => {
      if (more.staysAway) return
      const answer = await fetch(more.onReturn?.(back) ?? back)
      shown.push({ status: answer.status, page: await answer.text() })
    })
  const signIn = (signal = AbortSignal.timeout(20_000)) =>
    signInWithBrowser({ client, machineId, openInBrowser, words }, signal)
  return { client, signIn, shown }
}

test('the backend says that it has a provider, and its name', async () => {
  expect(await desk('kari').client.methods()).toEqual({
    ok: true,
    value: { password: true, browser: { name: 'Nordlys ID' } },
  })
  const without = await startNode(url)
  expect(await desk('kari', { at: without.url }).client.methods()).toMatchObject({ value: { browser: null } })
  await without.stop()
})

test('who signs in at the provider has a session of our own, as the same person and on the device that a password gives', async () => {
  const { signIn, shown } = desk('kari')
  const answer = await signIn()
  expect(answer).toMatchObject({ ok: true, value: { user: { username: 'kari', role: 'agent' } } })
  expect(shown[0]).toMatchObject({ status: 200, page: expect.stringContaining('Du kan &lt;lukke> siden.') })
  if (!answer.ok) return
  const pulled = await fetch(`${backend.url}/v1/pull?after=0&limit=1`, {
    headers: { authorization: `Bearer ${answer.value.accessToken}` },
  })
  expect(pulled.status).toBe(200)
  const refresh = await fetch(`${backend.url}/v1/session/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken: answer.value.refreshToken, deviceId: personDeviceId('kari', machineId) }),
  })
  expect(refresh.status).toBe(200)
})

test('a person whom the provider knows and we do not is told so', async () => {
  const before = await sessions()
  expect(await desk('fremmed').signIn()).toEqual({ ok: false, error: { code: 'auth.unknown-person' } })
  expect(await sessions()).toBe(before)
})

test('a person who thinks better of it, or never comes back, is not signed in', async () => {
  expect(await desk(null).signIn()).toMatchObject({ error: { code: 'auth.cancelled' } })
  const gone = new AbortController()
  const { signIn } = desk('kari', { staysAway: true })
  setTimeout(() => gone.abort(), 300)
  expect(await signIn(gone.signal)).toMatchObject({ error: { code: 'auth.cancelled' } })
})

test('a token without the claim that holds the user name, and a provider that is away, are said plainly', async () => {
  const failed = { ok: false, error: { code: 'auth.provider', facts: { provider: 'Nordlys ID' } } }
  expect(await desk('nameless').signIn()).toEqual(failed)
  const lonely = await startNode(url, { provider: providerAt('http://127.0.0.1:9') })
  expect(await desk('kari', { at: lonely.url }).signIn()).toEqual(failed)
  await lonely.stop()
})

test('a code without its verifier, with another state or nonce, or that was used before, opens nothing', async () => {
  const { client } = desk('kari')
  const seen: Parameters<typeof client.finish>[0][] = []
  const spy = {
    ...client,
    finish: (request: (typeof seen)[0]) => {
      seen.push(request)
      return client.finish(request)
    },
  }
  const openInBrowser = (page: string) => void idp.visit(page, 'kari').then((back) => fetch(back))
  const signal = AbortSignal.timeout(20_000)
  const other = randomUUID().replaceAll('-', '').padEnd(43, 'x')
  for (const wrong of [{ verifier: other }, { nonce: other }, { state: other }]) {
    const twisted = { ...client, finish: (request: (typeof seen)[0]) => client.finish({ ...request, ...wrong }) }
    expect(await signInWithBrowser({ client: twisted, machineId, openInBrowser, words }, signal)).toMatchObject({
      ok: false,
      error: { code: 'auth.provider' },
    })
  }
  expect(await signInWithBrowser({ client: spy, machineId, openInBrowser, words }, signal)).toMatchObject({ ok: true })
  const [used] = seen
  if (used) expect(await client.finish(used)).toMatchObject({ ok: false, error: { code: 'auth.provider' } })
})

test('another program that knocks at the address of return, without our state, is not taken for the answer', async () => {
  const { signIn, shown } = desk('kari', { onReturn: (back) => back.replace(/state=[^&]+/, 'state=guessed') })
  expect(await signIn(AbortSignal.timeout(1_500))).toMatchObject({ error: { code: 'auth.cancelled' } })
  expect(shown.every(({ status }) => status === 404)).toBe(true)
})

test('neither codes nor names nor tokens are in the log', () => {
  expect(log.join('')).not.toMatch(/code=|kari|fremmed|id_token|eyJ/)
})

async function sessions(): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from session')
  await client.end()
  return rows[0].n as number
}
