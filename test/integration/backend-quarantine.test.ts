import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { v5 as uuidV5, v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import type { HandOverRequest, QuarantineItem } from '#shared/sync/quarantine.ts'
import { PROTOCOL_VERSION } from '#shared/sync/wire.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let backend: Backend
let database: pg.Client
let astrid: Desk
beforeAll(async () => {
  const url = await freshDatabase()
  backend = await startNode(url)
  database = new pg.Client({ connectionString: url })
  await database.connect()
  astrid = await Desk.signIn(backend.url, 'admin')
})
afterAll(async () => {
  await database.end()
  await backend.stop()
})

const waiting = async (desk = astrid): Promise<QuarantineItem[]> =>
  (await desk.ask<{ items: QuarantineItem[] }>('/v1/quarantine')).body.items
const settle = (id: string, as: string) => astrid.post('/v1/quarantine/settle', { id, as })
const logged = async (id: string) => (await database.query('select * from command_log where id = $1', [id])).rows[0]
const handing = (desk: Desk, more: Partial<HandOverRequest> = {}): HandOverRequest => ({
  deviceId: desk.deviceId,
  proof: { refreshToken: desk.refreshToken },
  commands: [],
  givenUp: [],
  conflicts: [],
  drafts: [],
  passcodes: [],
  ...more,
})

test('a revoked device hands its outbox over; a supervisor adopts a case with its number and passcode (SOS-9, INTAKE-SECRET)', async () => {
  const kari = await Desk.signIn(backend.url)
  const number = (await kari.leases())[0]?.from ?? 0
  const caseId = uuidV7()
  const registered = command('case.register', intake({ caseId, number, hasPasscode: true }))
  const noted = command('case.note', { caseId, text: 'Ring før ni' })
  const arrived = command('case.register', intake())
  await kari.push([arrived])
  expect((await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })).status).toBe(204)
  expect(
    await kari.post('/v1/push', {
      protocol: 1,
      deviceId: kari.deviceId,
      commands: [noted],
      passcodes: [],
    }),
  ).toMatchObject({
    status: 403,
    body: { error: { code: 'device.revoked' } },
  })

  const request = handing(kari, {
    commands: [arrived, registered, noted],
    drafts: [{ id: 'intake', form: { contactName: 'Halvferdig' }, changedAt: new Date().toISOString() }],
    passcodes: [{ commandId: registered.id, caseId, passcode: 'hemmelig-123' }],
  })
  for (let again = 0; again < 2; again++)
    expect((await anyone(kari).post('/v1/quarantine/hand-over', request)).status).toBe(200)

  const items = (await waiting()).filter((item) => item.deviceId === kari.deviceId)
  expect(items.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    'command case.note',
    'command case.register',
    'draft intake',
  ])
  expect(await logged(registered.id)).toBeUndefined()
  for (const { id } of [registered, noted]) expect((await settle(id, 'adopted')).status).toBe(204)
  expect((await settle(registered.id, 'adopted')).status).toBe(204) // twice is once
  const row = (await astrid.rows('serviceCase')).find((each) => each.id === caseId)
  expect(row).toMatchObject({ number, hasPasscode: true })
  const history = (await astrid.rows('timelineEntry')).filter((each) => each.caseId === caseId)
  expect(history).toHaveLength(2)
  expect(new Set(history.map(({ data }) => data.adopts))).toEqual(new Set([registered.id, noted.id]))
  const revealed = await astrid.post<{ passcode: string }>('/v1/passcode', {
    commandId: uuidV7(),
    caseId,
    deviceId: astrid.deviceId,
    actAt: new Date().toISOString(),
  })
  expect(revealed.body.passcode).toBe('hemmelig-123')

  const draft = items.find(({ kind }) => kind === 'draft')
  expect(draft?.body).toEqual({ contactName: 'Halvferdig' })
  expect((await settle(draft?.id ?? '', 'dismissed')).status).toBe(204)
  expect((await waiting()).filter((item) => item.deviceId === kari.deviceId)).toEqual([])
})

test('what builds on an adopted command is adopted after it: the answer to an estimate (SHOP-2)', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  const decided = command('warranty.decide', {
    caseId,
    product: 'mac',
    purchasedOn: '2024-05-02',
    soldByUs: true,
    usedIn: 'NO',
    damage: ['liquid'],
    inStock: false,
    expects: { decisionId: null },
  })
  const sent = command('estimate.send', {
    caseId,
    amount: 250_000,
    text: 'Ny skjerm',
    via: 'phone',
    expects: { estimateId: null },
  })
  const answered = command('estimate.accept', {
    caseId,
    estimateId: idsOf(sent.id)('estimate'),
    answeredBy: 'Kunden selv',
  })
  await ola.push([
    command('case.register', intake({ caseId })),
    command('unit.receive', { caseId }),
    command('diagnosis.start', { caseId }),
  ])
  await astrid.post('/v1/devices/revoke', { deviceId: ola.deviceId })
  const commands = [decided, sent, answered]
  await ola.post('/v1/quarantine/hand-over', handing(ola, { commands }))
  for (const { id } of commands) expect(await settle(id, 'adopted')).toMatchObject({ status: 204 })
  const estimates = (await astrid.rows('estimate')).filter((estimate) => estimate.caseId === caseId)
  expect(estimates).toMatchObject([{ amount: 250_000, state: 'accepted' }])
})

/** Without any token. */
const anyone = (desk: Desk): Desk => Object.assign(Object.create(Object.getPrototypeOf(desk)), desk, { token: '' })

test('what was not allowed, was tried again and was handed over waits once and is done once', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  const denied = command('fee.pay', { caseId, amount: 100, reason: 'Kontant' })
  const again = { ...denied, id: uuidV7(), retryOf: denied.id }
  await ola.push([
    command('case.register', intake({ caseId })),
    command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' }),
    denied,
  ])
  await astrid.post('/v1/devices/revoke', { deviceId: ola.deviceId })
  const shown = await waiting()
  await ola.post('/v1/quarantine/hand-over', handing(ola, { commands: [again] }))
  expect(shown.filter((item) => item.caseId === caseId).map(({ id }) => id)).toEqual([denied.id])
  expect((await waiting()).filter((item) => item.caseId === caseId).map(({ id }) => id)).toEqual([again.id])
  for (const { id } of [denied, again]) await settle(id, 'adopted')
  const paid = (await astrid.rows('feeEntry')).filter((entry) => entry.caseId === caseId && entry.kind === 'paid')
  expect(paid).toHaveLength(1)
})

test('what a supervisor did before its maker’s next try was handed over is not done again', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  const denied = command('fee.pay', { caseId, amount: 100, reason: 'Kontant' })
  const again = { ...denied, id: uuidV7(), retryOf: denied.id }
  await ola.push([
    command('case.register', intake({ caseId })),
    command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' }),
    denied,
  ])
  await astrid.post('/v1/devices/revoke', { deviceId: ola.deviceId })
  expect((await settle(denied.id, 'adopted')).status).toBe(204)
  await ola.post('/v1/quarantine/hand-over', handing(ola, { commands: [again] }))
  expect((await settle(again.id, 'adopted')).body).toMatchObject({ error: { code: 'command.done-already' } })
  expect((await settle(again.id, 'dismissed')).status).toBe(204)
  const paid = (await astrid.rows('feeEntry')).filter((entry) => entry.caseId === caseId && entry.kind === 'paid')
  expect(paid).toHaveLength(1)
})

test('a refusal that a device never heard of is handed over as a conflict, with the reason', async () => {
  const kari = await Desk.signIn(backend.url)
  const refused = command('case.note', { caseId: uuidV7(), text: 'Avslått' })
  await kari.push([refused])
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [refused] }))
  const [held] = (await waiting()).filter(({ id }) => id === refused.id)
  expect(held).toMatchObject({ kind: 'conflict', body: { text: 'Avslått' }, error: { code: 'row.absent' } })
})

test('what was refused and is handed over keeps the time that the log gave it', async () => {
  const kari = await Desk.signIn(backend.url)
  const made = command('case.note', { caseId: uuidV7(), text: 'Foran sin tid' })
  const early = { ...made, actAt: new Date(Date.now() + 400).toISOString() }
  await kari.push([early])
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await sleep(500)
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [early] }))
  const { rows } = await database.query<{ act_at: Date }>('select act_at from command_log where id = $1', [early.id])
  const [held] = (await waiting()).filter(({ id }) => id === early.id)
  expect(held?.actAt).toBe(rows[0]?.act_at.toISOString())
})

test('of a clock that nobody could know, what is approved says so', async () => {
  const kari = await Desk.signIn(backend.url)
  const unsure = { ...command('case.register', intake()), skewMs: null }
  const trusted = command('case.register', intake())
  const late = command('case.register', intake())
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [unsure, trusted] }))
  const sentAt = new Date(Date.now() - 3_600_000).toISOString()
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [late], sentAt }))
  for (const { id } of [unsure, trusted, late]) expect((await settle(id, 'adopted')).status).toBe(204)
  const marks = await database.query(
    'select act_unconfirmed from command_log where retry_of = any($1) order by array_position($1, retry_of)',
    [[unsure.id, trusted.id, late.id]],
  )
  expect(marks.rows.map((row) => row.act_unconfirmed)).toEqual([true, false, true])
})

test('what was done is not said to be dismissed, nor the other way round', async () => {
  const kari = await Desk.signIn(backend.url)
  const [done, dropped] = [command('case.register', intake()), command('case.register', intake())]
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [done, dropped] }))
  await settle(done.id, 'adopted')
  await settle(dropped.id, 'dismissed')
  for (const [{ id }, as] of [
    [done, 'dismissed'],
    [dropped, 'adopted'],
  ] as const)
    expect((await settle(id, as)).body).toMatchObject({ error: { code: 'row.absent' } })
})

test('of two answers at once one holds, and whoever gave the other hears of it', async () => {
  const kari = await Desk.signIn(backend.url)
  const registered = Array.from({ length: 6 }, () => command('case.register', intake()))
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: registered }))
  for (const { id } of registered) {
    const both = await Promise.all([settle(id, 'adopted'), settle(id, 'dismissed')])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([204, 404]))
    expect(both.find(({ status }) => status === 404)?.body).toMatchObject({ error: { code: 'row.absent' } })
    const done = await database.query(`select 1 from command_log where retry_of = $1 and status = 'accepted'`, [id])
    expect(done.rowCount).toBe(both[0]?.status === 204 ? 1 : 0)
  }
})

test('of two who dismiss a draft at once neither is told that it was its maker', async () => {
  const kari = await Desk.signIn(backend.url)
  const drafts = [{ id: 'intake', form: { contactName: 'Halv' }, changedAt: new Date().toISOString() }]
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { drafts }))
  const [item] = (await waiting()).filter(({ deviceId }) => deviceId === kari.deviceId)
  const id = item?.id ?? ''
  for (const answer of await Promise.all([settle(id, 'dismissed'), settle(id, 'dismissed')]))
    expect(answer.status).toBe(204)
})

test('a draft that was typed on is the later one', async () => {
  const kari = await Desk.signIn(backend.url)
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  for (const contactName of ['Halv', 'Halvferdig']) {
    const drafts = [{ id: 'intake', form: { contactName }, changedAt: new Date().toISOString() }]
    await kari.post('/v1/quarantine/hand-over', handing(kari, { drafts }))
  }
  const items = (await waiting()).filter((item) => item.deviceId === kari.deviceId)
  expect(items.map(({ body }) => body)).toEqual([{ contactName: 'Halvferdig' }])
})

test('what is dismissed is in the log with its input', async () => {
  const kari = await Desk.signIn(backend.url)
  const noted = command('case.note', { caseId: uuidV7(), text: 'Forkastet' })
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: [noted] }))
  expect((await settle(noted.id, 'dismissed')).status).toBe(204)
  expect(await logged(noted.id)).toMatchObject({ status: 'discarded', args: { text: 'Forkastet' } })
})

test('an input that is none hides nobody’s: it is shown as it came, and can be dismissed', async () => {
  const kari = await Desk.signIn(backend.url)
  const note = command('case.note', { caseId: uuidV7(), text: 'x' })
  const strange = [{ caseId: 'none' }, { caseId: 7 }, 'text', null].map((args) => ({ ...note, id: uuidV7(), args }))
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  await kari.post('/v1/quarantine/hand-over', handing(kari, { commands: strange }))
  const items = (await waiting()).filter((item) => item.deviceId === kari.deviceId)
  expect(items).toMatchObject(strange.map(({ id, args }) => ({ id, body: args, caseId: null })))
  for (const { id } of strange) expect((await settle(id, 'dismissed')).status).toBe(204)
  for (const { id, args } of strange) expect(await logged(id)).toMatchObject({ status: 'discarded', args })
})

test('what its person gave up waits for nobody: it is in the log as that', async () => {
  const kari = await Desk.signIn(backend.url)
  const never = command('case.note', { caseId: uuidV7(), text: 'Bygde på det' })
  const refused = command('case.note', { caseId: uuidV7(), text: 'Avslått' })
  await kari.push([refused])
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  const request = handing(kari, { givenUp: [refused, never] })
  expect((await kari.post('/v1/quarantine/hand-over', request)).status).toBe(200)
  for (const { id, args } of [refused, never]) expect(await logged(id)).toMatchObject({ status: 'discarded', args })
  expect((await waiting()).filter((item) => item.deviceId === kari.deviceId)).toEqual([])
})

test('nothing is taken from a device that is not revoked, nor on somebody else’s proof', async () => {
  const kari = await Desk.signIn(backend.url)
  const commands = [command('case.note', { caseId: uuidV7(), text: 'x' })]
  expect((await kari.post('/v1/quarantine/hand-over', handing(kari, { commands }))).status).toBe(401)
  await astrid.post('/v1/devices/revoke', { deviceId: kari.deviceId })
  const proof = (password: string) => ({ proof: { username: 'kari', password } })
  const wrong = handing(kari, { commands, ...proof('wrong') })
  expect((await kari.post('/v1/quarantine/hand-over', wrong)).status).toBe(401)
  const others = handing(kari, { commands, proof: { username: 'per', password: 'skranke-demo' } })
  expect((await kari.post('/v1/quarantine/hand-over', others)).status).toBe(401)
  const good = handing(kari, { commands, ...proof('skranke-demo') })
  expect((await kari.post('/v1/quarantine/hand-over', good)).status).toBe(200)
})

/** A charge that Ola was not allowed to make. */
async function chargedWithoutLeave() {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  await ola.push([command('case.register', intake({ caseId }))])
  const denied = command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' })
  await database.query(`update app_user set role = 'dispatcher' where username = 'ola'`)
  const { results } = await ola.push([denied])
  await database.query(`update app_user set role = 'technician' where username = 'ola'`)
  expect(results[0]).toMatchObject({ status: 'refused', error: { code: 'permission.denied' } })
  return { ola, caseId, denied }
}

test('a permission that was lost while offline: held for approval with its input, and done when a supervisor approves', async () => {
  const { caseId, denied } = await chargedWithoutLeave()
  const [held] = (await waiting()).filter(({ id }) => id === denied.id)
  expect(held).toMatchObject({ kind: 'denied', personName: 'Ola Brekke', caseId, body: { amount: 45_000 } })
  expect((await settle(denied.id, 'adopted')).status).toBe(204)
  expect((await waiting()).filter(({ id }) => id === denied.id)).toEqual([])
  expect((await astrid.rows('feeEntry')).filter((entry) => entry.caseId === caseId)).toHaveLength(1)
})

test('an approval is done though somebody took the id that it would have had', async () => {
  const { ola, caseId, denied } = await chargedWithoutLeave()
  const taken = { ...command('case.note', { caseId, text: 'Ringt kunden' }), id: uuidV5('adopted:0', denied.id) }
  expect((await ola.push([taken])).results[0]).toMatchObject({ status: 'accepted' })
  for (const answer of await Promise.all([settle(denied.id, 'adopted'), settle(denied.id, 'adopted')]))
    expect(answer.status).toBe(204)
  expect((await waiting()).filter(({ id }) => id === denied.id)).toEqual([])
  expect((await astrid.rows('feeEntry')).filter((entry) => entry.caseId === caseId)).toHaveLength(1)
})

test('what was approved and then given up by its maker is not said to be dismissed', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  const denied = command('fee.pay', { caseId, amount: 100, reason: 'Kontant' })
  const registered = command('case.register', intake({ caseId }))
  await ola.push([registered, command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' }), denied])
  expect((await settle(denied.id, 'adopted')).status).toBe(204)
  const givenUp = { protocol: PROTOCOL_VERSION, deviceId: ola.deviceId, commands: [], passcodes: [], givenUp: [denied] }
  expect((await ola.post('/v1/push', givenUp)).status).toBe(200)
  expect(await logged(denied.id)).toMatchObject({ status: 'discarded' })
  expect((await settle(denied.id, 'dismissed')).body).toMatchObject({ error: { code: 'row.absent' } })
})

test('what was not allowed, was tried again and is not allowed again is held once', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  const charged = command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' })
  const again = { ...charged, id: uuidV7(), retryOf: charged.id }
  await ola.push([command('case.register', intake({ caseId }))])
  await database.query(`update app_user set role = 'dispatcher' where username = 'ola'`)
  await ola.push([charged])
  await ola.push([again])
  await database.query(`update app_user set role = 'technician' where username = 'ola'`)
  expect((await waiting()).filter((item) => item.caseId === caseId).map(({ id }) => id)).toEqual([again.id])
})

test('what a supervisor did in somebody’s place is not done again by them, however often it is tried', async () => {
  const ola = await Desk.signIn(backend.url, 'ola')
  const caseId = uuidV7()
  await ola.push([command('case.register', intake({ caseId }))])
  const denied = command('fee.pay', { caseId, amount: 100, reason: 'Kontant' })
  await ola.push([command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' }), denied])
  expect((await settle(denied.id, 'adopted')).status).toBe(204)
  await database.query(`update app_user set role = 'supervisor' where username = 'ola'`)
  const tries = [denied.id, uuidV7(), uuidV7()]
  for (const [i, retryOf] of tries.entries()) {
    const again = { ...denied, id: tries[i + 1] ?? uuidV7(), retryOf }
    const { results } = await ola.push([again])
    expect(results[0]).toMatchObject({ error: { code: 'command.done-already', facts: { who: expect.any(String) } } })
  }
  const other = command('fee.pay', { caseId, amount: 200, reason: 'Kontant' })
  const two = [uuidV7(), uuidV7()].map((id) => ({ ...other, id, retryOf: other.id }))
  const { results } = await ola.push(two)
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'refused'])
  await database.query(`update app_user set role = 'technician' where username = 'ola'`)
  const paid = (await astrid.rows('feeEntry')).filter((entry) => entry.caseId === caseId && entry.kind === 'paid')
  expect(paid.map(({ amount }) => amount)).toEqual([100, 200])
})

test('who does not supervise is shown nothing', async () => {
  const kari = await Desk.signIn(backend.url)
  for (const path of ['/v1/quarantine/settle', '/v1/devices/revoke'])
    expect((await kari.post(path, { id: uuidV7(), as: 'adopted', deviceId: uuidV7() })).status).toBe(403)
  expect((await kari.ask('/v1/quarantine')).status).toBe(403)
})
