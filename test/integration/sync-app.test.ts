import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { createDataApp, type DataApp, type KeyStore } from '#electron/data/app.ts'
import type { ChangeEvent, Contract } from '#shared/contract/contract.ts'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import { startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { aPicture } from '#test/support/first-picture.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { MIGRATIONS } from '#test/support/synced-desk.ts'
import { type TempFolder, tempFolder } from '#test/support/temp-folder.ts'

type Client = ContractRouterClient<Contract>
const keyStore: KeyStore = {
  seal: async (text) => Buffer.from(text).toString('base64'),
  unseal: async (sealed) => Buffer.from(sealed, 'base64').toString(),
}
const PASSWORD = 'skranke-demo'
const NOWHERE = 'http://127.0.0.1:9'

let backend: Backend
let folder: TempFolder
let app: DataApp
let client: Client
let ports: MessagePort[]

beforeAll(async () => {
  backend = await startNode(await freshDatabase())
})
afterAll(() => backend.stop())
beforeEach(async () => {
  folder = tempFolder('app')
  ports = []
  await start(backend.url)
})
afterEach(async () => {
  await app.close()
  for (const port of ports) port.close()
  folder.remove()
})

async function start(url: string | null): Promise<void> {
  app = await createDataApp({ userData: folder.path, migrations: MIGRATIONS, release: false, clock: null }, keyStore)
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  app.connect(port1)
  client = createORPCClient(new RPCLink({ port: port2 }))
  port1.start()
  port2.start()
  if (url !== null) app.setBackend(url)
}
async function restart(url: string | null): Promise<void> {
  await app.close()
  await start(url)
}
const live = () => eventually('live', async () => ((await client.sync.status()).state === 'live' ? true : undefined))
async function signedIn(): Promise<void> {
  expect(await client.session.signIn({ username: 'kari', password: PASSWORD })).toMatchObject({ ok: true })
  await live()
}
const form = {
  contract: 'SA0011807',
  contactName: 'Åse Nordmann',
  mobile: '91234567',
  serviceLocation: 'Oslo',
  productName: 'MacBook Air',
  faultDescription: 'Søl',
  product: 'mac',
}

test('nobody is let in on a device that does not know them, without a network (network.offline)', async () => {
  app.setBackend(NOWHERE)
  expect(await client.session.signIn({ username: 'kari', password: PASSWORD })).toMatchObject({
    ok: false,
    error: { code: 'network.offline' },
  })
  expect(await client.session.current()).toMatchObject({ user: null, lastUsername: null })
  await expect(client.queue.counts()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('the first person may sign in while the backend is still starting', async () => {
  await restart(null)
  const signingIn = client.session.signIn({ username: 'kari', password: PASSWORD })
  setTimeout(() => app.setBackend(backend.url), 300)
  expect(await signingIn).toMatchObject({ ok: true })
  await live()
})

test('a wrong password is refused by the backend, and later without it', async () => {
  expect(await client.session.signIn({ username: 'kari', password: 'no' })).toMatchObject({
    ok: false,
    error: { code: 'auth.wrong' },
  })
  await signedIn()
  await client.session.signOut()
  expect(await client.session.current()).toMatchObject({ user: null, lastUsername: 'kari' })
  app.setBackend(NOWHERE)
  expect(await client.session.signIn({ username: 'kari', password: 'no' })).toMatchObject({
    ok: false,
    error: { code: 'auth.wrong' },
  })
  expect(await client.session.signIn({ username: 'Kari', password: PASSWORD })).toMatchObject({ ok: true })
  expect((await client.queue.counts()).unassigned).toBeGreaterThan(0)
})

test('started without a network it goes on as the last person, with everything that was there', async () => {
  await signedIn()
  await client.drafts.put({ id: 'intake', form: { contactName: 'Ås' }, passcode: 'hemmelig-4711' })
  await client.settings.put({ key: 'language', value: 'sv' })
  await restart(NOWHERE)
  expect(await client.session.current()).toMatchObject({ user: { username: 'kari' } })
  expect(await client.drafts.get({ id: 'intake' })).toMatchObject({
    form: { contactName: 'Ås' },
    passcode: 'hemmelig-4711',
  })
  expect(await client.settings.get()).toEqual({ language: 'sv' })
  const answer = await client.commands.register({ args: form, passcode: '1234' })
  expect(answer).toMatchObject({ ok: true, value: { number: expect.any(Number), decided: true } })

  await restart(backend.url)
  await eventually('sent', async () => {
    const status = await client.sync.status()
    return status.state === 'live' && status.waiting === 0 ? true : undefined
  })
  if (!answer.ok) throw new Error()
  expect(await client.cases.get({ caseId: answer.value.caseId })).toMatchObject({ mark: 'none' })
})

test('another person on the same device has a file of their own; an outbox waits for its owner', async () => {
  await signedIn()
  app.setBackend(NOWHERE)
  const answer = await client.commands.register({ args: form, passcode: null })
  if (!answer.ok) throw new Error(answer.error.code)
  await client.session.signOut()
  app.setBackend(backend.url)
  expect(await client.session.signIn({ username: 'per', password: PASSWORD })).toMatchObject({ ok: true })
  await live()
  expect(await client.cases.get({ caseId: answer.value.caseId })).toBeNull()
  await client.session.signOut()
  await signedIn()
  await eventually('sent', async () => ((await client.sync.status()).waiting === 0 ? true : undefined))
  expect((await client.cases.get({ caseId: answer.value.caseId }))?.mark).toBe('none')
  expect(readdirSync(join(folder.path, 'data')).filter((name) => name.endsWith('.sqlite'))).toHaveLength(2)
})

test('what a window shows is kept while its person sits there, and for nobody else', async () => {
  const file = join(folder.path, FIRST_PICTURE_FILE)
  const user = async () => (await client.session.current()).user ?? expect.unreachable('nobody is signed in')
  await signedIn()
  const kari = aPicture(await user())
  await client.session.keepPicture(kari)
  await restart(NOWHERE)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ picture: kari })
  await client.session.signOut()
  expect(existsSync(file)).toBe(false)
  await client.session.keepPicture(kari)
  expect(existsSync(file)).toBe(false)
  app.setBackend(backend.url)
  expect(await client.session.signIn({ username: 'per', password: PASSWORD })).toMatchObject({ ok: true })
  await client.session.keepPicture(kari)
  expect(existsSync(file)).toBe(false)
  await client.session.keepPicture(aPicture(await user()))
  await signedIn() // in his place, without a word from him
  expect(existsSync(file)).toBe(false)
})

test('a passcode is shown from this device while offline, and what is only at the backend is not (INTAKE-SECRET, secret.offline)', async () => {
  await signedIn()
  const sent = await client.commands.register({ args: form, passcode: 'hemmelig-1' })
  await eventually('sent', async () => ((await client.sync.status()).waiting === 0 ? true : undefined))
  await restart(NOWHERE)
  const kept = await client.commands.register({ args: form, passcode: 'hemmelig-2' })
  if (!sent.ok || !kept.ok) throw new Error()
  expect(await client.passcode.reveal({ caseId: kept.value.caseId })).toEqual({
    ok: true,
    value: { passcode: 'hemmelig-2' },
  })
  const view = await client.cases.get({ caseId: kept.value.caseId })
  expect(view?.timeline.at(-1)).toMatchObject({ kind: 'passcode.reveal', pending: true, actorName: 'Kari Nordvik' })
  expect(await client.passcode.reveal({ caseId: sent.value.caseId })).toMatchObject({
    ok: false,
    error: { code: 'secret.offline' },
  })
  for (const name of readdirSync(join(folder.path, 'data')))
    expect({ name, says: readFileSync(join(folder.path, 'data', name)).includes('hemmelig') }).toEqual({
      name,
      says: false,
    })
  expect(readFileSync(join(folder.path, 'device.json'), 'utf8')).not.toContain('hemmelig')

  await restart(backend.url)
  await eventually('sent', async () => {
    const status = await client.sync.status()
    return status.state === 'live' && status.waiting === 0 ? true : undefined
  })
  for (const [{ value }, passcode] of [
    [sent, 'hemmelig-1'],
    [kept, 'hemmelig-2'],
  ] as const)
    expect(await client.passcode.reveal({ caseId: value.caseId })).toEqual({ ok: true, value: { passcode } })
})

test('windows are told what changed, once and together', async () => {
  await signedIn()
  await sleep(200) // what the first fill brought has been told
  const told: ChangeEvent[] = []
  const stop = new AbortController()
  const events = await client.events.changes(undefined, { signal: stop.signal })
  const listening = (async () => {
    for await (const event of events) told.push(event)
  })().catch(() => {})
  const answer = await client.commands.register({ args: form, passcode: null })
  if (!answer.ok) throw new Error()
  await client.commands.submit({ name: 'case.note', args: { caseId: answer.value.caseId, text: 'x' } })
  await eventually('told', async () => (told.some((event) => event.kind === 'rows') ? true : undefined))
  const rows = told.filter((event) => event.kind === 'rows')
  expect(rows[0]).toMatchObject({
    tables: expect.arrayContaining(['serviceCase', 'timelineEntry']),
    caseIds: [answer.value.caseId],
  })
  await eventually('sync told', async () =>
    told.some((event) => event.kind === 'sync' && event.status.waiting === 0) ? true : undefined,
  )
  stop.abort()
  await listening
})

test('bad input does not reach a handler', async () => {
  await signedIn()
  await expect(client.cases.get({ caseId: 'no-id' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(client.queue.list({ queue: 'none' as never, sort: 'newest' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await client.commands.submit({ name: 'case.note', args: null })).toMatchObject({
    ok: false,
    error: { code: 'input.invalid' },
  })
  expect(await client.reference.match({ text: 'Skövde' })).toMatchObject({ customers: expect.any(Array) })
})
