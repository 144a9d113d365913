import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'

const PASSCODE = 'hemmelig-7391'
let node: Backend
let db: pg.Client
const log: string[] = []

beforeAll(async () => {
  const url = await freshDatabase()
  node = await startNode(url, { log })
  db = new pg.Client({ connectionString: url })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await node.stop()
})

/** Every table whose content names the text, in the clear or as the hexadecimal digits of its bytes. */
async function tablesNaming(text: string): Promise<string[]> {
  const { rows } = await db.query<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public'",
  )
  const found: string[] = []
  for (const { table_name: name } of rows) {
    const { rows: hits } = await db.query(
      `select 1 from "${name}" t where t::text like $1 or t::text like $2 limit 1`,
      [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
    )
    if (hits.length > 0) found.push(name)
  }
  return found
}

const keysOf = async (caseId: string) =>
  (await db.query('select 1 from passcode p join passcode_key k on k.id = p.key_id where case_id = $1', [caseId]))
    .rowCount

async function caseWithPasscode(desk: Desk): Promise<string> {
  const args = intake({ hasPasscode: true })
  const registered = command('case.register', args)
  await desk.push([registered], [{ commandId: registered.id, caseId: args.caseId, passcode: PASSCODE }])
  return args.caseId
}

const reveal = (desk: Desk, caseId: string, commandId = uuidV7()) =>
  desk.post<{ passcode: string }>('/v1/passcode', {
    commandId,
    caseId,
    deviceId: desk.deviceId,
    actAt: new Date().toISOString(),
  })

test('@rule INTAKE-SECRET a passcode stands nowhere in the clear, and each look at it is logged with who and when', async () => {
  const kari = await Desk.signIn(node.url)
  const ola = await Desk.signIn(node.url, 'ola')
  const caseId = await caseWithPasscode(kari)
  expect(await keysOf(caseId)).toBe(1)

  const commandId = uuidV7()
  expect(await reveal(ola, caseId, commandId)).toMatchObject({ status: 200, body: { passcode: PASSCODE } })
  const history = (await kari.rows('timelineEntry')).filter((entry) => entry.caseId === caseId)
  expect(history.map((entry) => [entry.kind, entry.actorName])).toContainEqual(['passcode.reveal', 'Ola Brekke'])
  expect(await reveal(ola, caseId, commandId)).toMatchObject({ status: 400, body: { error: { field: 'commandId' } } })

  expect(await tablesNaming('Skjermen flimrer')).toContain('row_state')
  expect(await tablesNaming(PASSCODE)).toEqual([])
  expect(log.join('')).not.toContain(PASSCODE)
})

test('@rule INTAKE-SECRET a passcode that a device put into the arguments by mistake is not kept there', async () => {
  const kari = await Desk.signIn(node.url)
  const wrong = command('case.register', { ...intake({ contactName: '' }), passcode: PASSCODE } as never)
  expect((await kari.push([wrong])).results[0]?.status).toBe('refused')
  expect(await tablesNaming(PASSCODE)).toEqual([])
})

test('@rule INTAKE-SECRET a refused command keeps no passcode', async () => {
  const kari = await Desk.signIn(node.url)
  const args = intake({ hasPasscode: true, contactName: '' })
  const refused = command('case.register', args)
  await kari.push([refused], [{ commandId: refused.id, caseId: args.caseId, passcode: PASSCODE }])
  expect(await keysOf(args.caseId)).toBe(0)
})

test.each([
  ['case.cancel', (caseId: string) => [command('case.cancel', { caseId, reason: 'Meldt to ganger' })]],
  [
    'case.close',
    (caseId: string) => {
      const steps = ['unit.receive', 'diagnosis.start'] as const
      const decide = command('warranty.decide', {
        caseId,
        product: 'mac',
        purchasedOn: new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10),
        soldByUs: true,
        usedIn: 'NO',
        damage: [],
        inStock: true,
        expects: { decisionId: null },
      })
      return [
        ...steps.map((name) => command(name, { caseId })),
        decide,
        command('repair.finish', { caseId, work: 'Byttet skjerm' }),
        command('unit.ship', { caseId, via: 'sms', trackingNo: null }),
        command('unit.deliver', { caseId }),
        command('case.accept', { caseId, acceptedBy: 'Marit Lunde' }),
        command('case.close', { caseId }),
      ]
    },
  ],
])('@rule INTAKE-SECRET %s erases the key of the passcode', async (_name, ending) => {
  const kari = await Desk.signIn(node.url)
  const caseId = await caseWithPasscode(kari)
  const { results } = await kari.push(ending(caseId))
  expect(results.filter((result) => result.status === 'refused')).toEqual([])
  expect(await keysOf(caseId)).toBe(0)
  expect(await reveal(kari, caseId)).toMatchObject({ status: 404, body: { error: { code: 'secret.none' } } })
})

test('@rule INTAKE-SECRET a passcode that is given again replaces the first', async () => {
  const kari = await Desk.signIn(node.url)
  const caseId = await caseWithPasscode(kari)
  const kept = command('passcode.keep', { caseId })
  await kari.push([kept], [{ commandId: kept.id, caseId, passcode: '2468' }])
  expect(await reveal(kari, caseId)).toMatchObject({ body: { passcode: '2468' } })
  expect(await keysOf(caseId)).toBe(1)
})

test('@rule INTAKE-SECRET a passcode that was said to be kept and did not come is refused, and the case has none', async () => {
  const kari = await Desk.signIn(node.url)
  const caseId = uuidV7()
  const kept = command('passcode.keep', { caseId })
  const beside = { commandId: command('passcode.keep', { caseId }).id, caseId, passcode: '2468' } // of another command
  const { results } = await kari.push([command('case.register', intake({ caseId })), kept], [beside])
  const error = { code: 'input.missing', rule: 'INTAKE-SECRET', field: 'passcode' }
  expect(results).toMatchObject([{ status: 'accepted' }, { status: 'refused', error }])
  expect(await reveal(kari, caseId)).toMatchObject({ body: { error: { code: 'secret.none' } } })
  const { rows } = await db.query('select status, error from command_log where id = $1', [kept.id])
  expect(rows).toEqual([{ status: 'refused', error }])
})

test('who may not reveal is refused, and the refusal is logged', async () => {
  const kari = await Desk.signIn(node.url)
  const caseId = await caseWithPasscode(kari)
  const nobody = new URL('/v1/passcode', node.url)
  const body = JSON.stringify({
    commandId: randomUUID(),
    caseId,
    deviceId: kari.deviceId,
    actAt: new Date().toISOString(),
  })
  const answer = await fetch(nobody, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(answer.status).toBe(401)
})
