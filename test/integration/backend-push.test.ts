import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuidV7 } from 'uuid'
import pg from 'pg'
import type { Backend } from '#backend/start.ts'
import type { PushResponse } from '#shared/sync/wire.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let url: string
let nodes: Backend[]
let kari: Desk
let db: pg.Pool

beforeAll(async () => {
  url = await freshDatabase()
  nodes = await Promise.all([startNode(url), startNode(url)])
  kari = await Desk.signIn(nodes[0]?.url ?? '')
  db = new pg.Pool({ connectionString: url, max: 4 })
})
afterAll(async () => {
  await db.end()
  await Promise.all(nodes.map((node) => node.stop()))
})

const logged = async (id: string) => (await db.query('select * from command_log where id = $1', [id])).rows[0]
/** A ledger that no command can have made: a waiver of nothing. Whoever sums it up fails. */
const damageLedger = (caseId: string) =>
  db.query(
    `insert into row_state (table_name, id, case_id, scope, data, position)
     select 'feeEntry', t.id::uuid, case_id, scope, jsonb_build_object('id', t.id, 'caseId', case_id, 'seq', 0, 'kind', 'waived',
       'amount', 1, 'rule', 'FEE-2', 'reason', 'x', 'actorId', t.id, 'actorName', 'x', 'actAt', '2026-01-01T00:00:00.000Z'), 0
     from row_state, (select gen_random_uuid()::text as id) t where table_name = 'serviceCase' and row_state.id = $1`,
    [caseId],
  )
const register = async (desk = kari) => {
  const args = intake()
  const { results } = await desk.push([command('case.register', args)])
  expect(results[0]?.status).toBe('accepted')
  return args.caseId
}

describe('a push', () => {
  test('that comes twice changes things once and gets the same answers', async () => {
    const args = intake()
    const commands = [
      command('case.register', args),
      command('case.note', { caseId: args.caseId, text: 'Ring før ni.' }),
    ]
    const first = await kari.push(commands)
    const again = await kari.push(commands)
    expect(first.results.map((result) => result.status)).toEqual(['accepted', 'accepted'])
    expect(again.results).toEqual(first.results.map((result) => ({ ...result, repeated: true })))
    const history = (await kari.rows('timelineEntry')).filter((entry) => entry.caseId === args.caseId)
    expect(history.map((entry) => entry.kind).sort()).toEqual(['case.note', 'case.register'])
  })

  test('brings what changed behind the place where the device stands, as a pull after it would', async () => {
    const { epoch, next: after } = await kari.pull()
    const args = intake()
    const ask = (stood: string, from: number) =>
      kari.post<PushResponse>('/v1/push', {
        protocol: 1,
        deviceId: kari.deviceId,
        commands: [command('case.note', { caseId: args.caseId, text: 'Sist.' })],
        passcodes: [],
        epoch: stood,
        pull: { after: from, limit: 600 },
      })
    await kari.push([command('case.register', args)])
    const { page } = (await ask(epoch, after)).body
    expect(page?.rows).toEqual((await kari.pull(after, epoch)).rows)
    expect(page?.rows.map(({ table }) => table).sort()).toEqual(['serviceCase', 'timelineEntry', 'timelineEntry'])
    expect(page).toMatchObject({ epoch, done: true, remaining: 0 })
    // Nobody else has written: these are the rows of the push itself.
    const own = (await ask(epoch, page?.next ?? -1)).body.page
    expect(own).toEqual({ ...(await kari.pull(page?.next, epoch)), serverTime: own?.serverTime })
    expect(own?.rows).toHaveLength(2)
  })

  test('of which only its own rows are asked for brings those, and says where they begin', async () => {
    const { epoch, next: after } = await kari.pull()
    const args = intake()
    await kari.push([command('case.register', args)])
    const { next: before } = await kari.pull(after, epoch)
    const { body } = await kari.post<PushResponse>('/v1/push', {
      protocol: 1,
      deviceId: kari.deviceId,
      commands: [command('case.note', { caseId: args.caseId, text: 'Sist.' })],
      passcodes: [],
      epoch,
      pull: { after, limit: 600, own: true },
    })
    expect(body.from).toBe(before)
    expect(body.page?.rows).toEqual((await kari.pull(before, epoch)).rows)
  })

  test('of which only its own rows are asked for brings none of another request that was under way beside it', async () => {
    const { epoch, next: after } = await kari.pull()
    const cases = Array.from({ length: 6 }, () => intake())
    const answers = await Promise.all(
      cases.map((args) =>
        kari.post<PushResponse>('/v1/push', {
          protocol: 1,
          deviceId: kari.deviceId,
          commands: [command('case.register', args)],
          passcodes: [],
          epoch,
          pull: { after, limit: 600, own: true },
        }),
      ),
    )
    const casesIn = ({ page }: PushResponse) => [
      ...new Set(page?.rows.map(({ id, row }) => (row !== null && 'caseId' in row ? row.caseId : id))),
    ]
    expect(answers.map(({ body }) => casesIn(body))).toEqual(cases.map(({ caseId }) => [caseId]))
  })

  test('of which only its own rows are asked for brings none to who may not see every row', async () => {
    const { rows } = await db.query(
      `select data->>'agreementNo' as contract, data->>'customerId' as customer from row_state where table_name = 'agreement' and data->>'customerId' is not null limit 1`,
    )
    const [agreement] = rows
    await db.query(`update app_user set scope = $1 where username = 'per'`, [JSON.stringify([agreement.customer])])
    const per = await Desk.signIn(nodes[0]?.url ?? '', 'per')
    const { epoch, next: after } = await per.pull()
    const args = intake({ contract: agreement.contract, customerId: agreement.customer })
    const sent = {
      protocol: 1,
      deviceId: per.deviceId,
      commands: [command('case.register', args)],
      passcodes: [],
      epoch,
      pull: { after, limit: 600, own: true },
    }
    const { body } = await per.post<PushResponse>('/v1/push', sent)
    await db.query(`update app_user set scope = null where username = 'per'`)
    expect(body.results).toMatchObject([{ status: 'accepted' }])
    expect(body).not.toHaveProperty('page')
    expect(body).not.toHaveProperty('from')
  })

  test('of a device that stands in another epoch decides nothing, and says which epoch it is', async () => {
    const { epoch } = await kari.pull()
    const registered = command('case.register', intake())
    const sent = { protocol: 1, deviceId: kari.deviceId, commands: [registered], passcodes: [], epoch: uuidV7() }
    const { body } = await kari.post<PushResponse>('/v1/push', sent)
    expect(body).toMatchObject({ epoch, results: [] })
    expect(await logged(registered.id)).toBeUndefined()
  })

  /** 80 cases, each registered and edited, half of them edited again or noted: what acts on one case is far apart. */
  const manyOnTheSame = () => {
    const cases = Array.from({ length: 80 }, () => intake())
    const edits = (to: string, from: string) =>
      cases.map(({ caseId }) => command('case.edit', { caseId, field: 'mobile', from, to }))
    return [
      ...cases.map((args) => command('case.register', args)),
      ...edits('+4740010001', '+4740010000'),
      ...edits('+4740010002', '+4740010001').slice(0, 40),
      ...cases.slice(40).map(({ caseId }) => command('case.note', { caseId, text: 'Sist.' })),
    ]
  }
  const pushFrom = async (epoch: string, after: number, commands: readonly object[]) => {
    const pull = { after, limit: 600 }
    const body = { protocol: 1, deviceId: kari.deviceId, commands, passcodes: [], epoch, pull }
    return (await kari.post<PushResponse>('/v1/push', body)).body
  }
  const ROWS = 80 + 80 + 80 + 40 + 40

  test('of many commands keeps the order of each case and brings each row once', async () => {
    const { epoch, next: after } = await kari.pull()
    const { results, page } = await pushFrom(epoch, after, manyOnTheSame())
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['accepted']))
    const positions = results.map((result) => ('position' in result ? result.position : 0))
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    expect(page).toEqual({ ...(await kari.pull(after, epoch)), serverTime: page?.serverTime })
    expect(page?.rows).toHaveLength(ROWS)
    // A reader that stops anywhere has the rows of every command that it takes for settled.
    const { rows } = await db.query<{ late: string }>(
      `select count(*) as late from command_log l join row_state r on r.case_id = l.case_id and r.table_name = 'serviceCase'
       where l.position > $1 and l.position < r.position`,
      [after],
    )
    expect(Number(rows[0]?.late)).toBe(0)
  })

  test('of many commands is decided anew as a whole when it meets another transaction', async () => {
    await db.query(`create sequence hiccup`)
    await db.query(`create function hiccup() returns trigger language plpgsql as $$ begin
      if nextval('hiccup') <= 2 then raise exception 'met' using errcode = '40001'; end if; return null; end $$`)
    await db.query(`create trigger hiccup before insert on row_state for each statement execute function hiccup()`)
    const { epoch, next: after } = await kari.pull()
    const { results, page } = await pushFrom(epoch, after, manyOnTheSame())
    const writes = Number((await db.query<{ n: string }>(`select last_value as n from hiccup`)).rows[0]?.n)
    await db.query('drop trigger hiccup on row_state; drop function hiccup; drop sequence hiccup')
    expect(writes).toBe(3)
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['accepted']))
    expect(page).toEqual({ ...(await kari.pull(after, epoch)), serverTime: page?.serverTime })
    expect(page?.rows).toHaveLength(ROWS)
  })

  test('of the same commands on two nodes at once changes things once', async () => {
    const other = await Desk.signIn(nodes[1]?.url ?? '', 'kari', kari.deviceId)
    const args = intake()
    const commands = [command('case.register', args), command('case.note', { caseId: args.caseId, text: 'Én gang.' })]
    const answers = await Promise.all([
      kari.push(commands),
      other.push(commands),
      kari.push(commands),
      other.push(commands),
    ])
    const positions = answers.map((answer) => answer.results.map((result) => 'position' in result && result.position))
    expect(new Set(positions.map((each) => JSON.stringify(each))).size).toBe(1)
    const { rows } = await db.query('select count(*)::int as n from row_state where case_id = $1', [args.caseId])
    expect(rows[0].n).toBe(3)
  })

  test('whose command is refused logs it with its input and leaves the others alone', async () => {
    const caseId = await register()
    const refused = command('case.close', { caseId })
    const { results } = await kari.push([
      command('case.note', { caseId, text: 'før' }),
      refused,
      command('case.note', { caseId, text: 'etter' }),
    ])
    expect(results.map((result) => result.status)).toEqual(['accepted', 'refused', 'accepted'])
    expect(results[1]).toMatchObject({ error: { code: 'case.wrong-state', rule: 'SHOP-5' } })
    expect(await logged(refused.id)).toMatchObject({
      status: 'refused',
      args: { caseId },
      error: { code: 'case.wrong-state' },
    })
    expect((await kari.push([refused])).results[0]).toEqual(results[1])
  })

  test('marks a refused command whose person chose the other side as discarded, and answers it as before', async () => {
    const caseId = await register()
    const refused = command('case.close', { caseId })
    const { results } = await kari.push([refused])
    await kari.push([], [], [refused])
    expect(await logged(refused.id)).toMatchObject({ status: 'discarded', args: { caseId } })
    expect((await kari.push([refused])).results).toEqual(results)
  })

  test('marks what a device that sends no input along names by its id, if it is the person’s own', async () => {
    const refused = command('case.close', { caseId: await register() })
    await kari.push([refused])
    const ask = (desk: Desk) =>
      desk.post('/v1/push', {
        protocol: 1,
        deviceId: desk.deviceId,
        commands: [],
        passcodes: [],
        discards: [refused.id],
      })
    await ask(await Desk.signIn(kari.url, 'per'))
    expect(await logged(refused.id)).toMatchObject({ status: 'refused' })
    expect((await ask(kari)).status).toBe(200)
    expect(await logged(refused.id)).toMatchObject({ status: 'discarded' })
  })

  test('with input that no schema takes says which field, in the shape of every error', async () => {
    const wrong = command('case.note', { caseId: 'none', text: 'x' })
    const { results } = await kari.push([wrong, { ...wrong, id: uuidV7(), name: 'case.dance' }])
    expect(results[0]).toMatchObject({ status: 'refused', error: { code: 'input.invalid', field: 'caseId' } })
    expect(results[1]).toMatchObject({ status: 'refused', error: { code: 'command.unknown' } })
    expect(await logged(wrong.id)).toMatchObject({ args: { caseId: 'none', text: 'x' }, case_id: null })
    const body = (await kari.post('/v1/push', { protocol: 1, deviceId: kari.deviceId, commands: [{}] })).body
    expect(body).toMatchObject({ error: { code: 'input.invalid', field: 'commands.0.id' } })
  })

  test('with text that no database holds refuses that command alone', async () => {
    const caseId = await register()
    const bad = command('case.note', { caseId, text: 'a\u0000b' })
    const { results } = await kari.push([bad, command('case.note', { caseId, text: 'god' })])
    expect(results.map((result) => result.status)).toEqual(['refused', 'accepted'])
    expect(await logged(bad.id)).toMatchObject({ status: 'refused', args: { text: 'a\uFFFDb' } })
  })

  test('with a name that no database holds is refused and logged; one that cannot be logged at all fails alone', async () => {
    const note = command('case.note', { caseId: uuidV7(), text: 'x' })
    const named = { ...note, name: 'a\u0000b' }
    expect((await kari.push([named])).results).toMatchObject([{ error: { code: 'command.unknown' } }])
    expect(await logged(named.id)).toMatchObject({ status: 'refused', name: 'a\uFFFDb' })
    const per = await Desk.signIn(kari.url, 'per')
    const ask = (desk: Desk, sent: object) =>
      desk.post('/v1/push', { protocol: 1, deviceId: desk.deviceId, commands: [sent], passcodes: [] })
    const beside = () => Array.from({ length: 4 }, () => ask(per, command('case.register', intake())))
    const outOfTime = ask(kari, { ...note, id: uuidV7(), actAt: '0000-01-01T00:00:00Z' })
    const answers = await Promise.all([...beside(), outOfTime, ...beside()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 500, 200, 200, 200, 200])
  })

  test('whose command crashes its handler sets that one aside, logged, and goes on with the others', async () => {
    const caseId = await register()
    await damageLedger(caseId)
    const crashing = command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' })
    const { results } = await kari.push([crashing, command('case.note', { caseId, text: 'god' })])
    expect(results[0]).toMatchObject({ status: 'refused', error: { code: 'command.crashed' } })
    expect(results[1]?.status).toBe('accepted')
    expect(await logged(crashing.id)).toMatchObject({ status: 'refused', args: { amount: 45_000 } })
  })

  test('cannot reach an existing case by another spelling of its id', async () => {
    const caseId = (await register()).toUpperCase()
    const { results } = await kari.push([command('case.register', intake({ caseId }))])
    expect(results[0]).toMatchObject({ status: 'refused', error: { code: 'input.invalid', field: 'caseId' } })
  })

  test('from a clock that is ahead counts from its receipt', async () => {
    const caseId = await register()
    const ahead = command('case.note', { caseId, text: 'fra fremtiden' }, { actAt: '2099-01-01T00:00:00.000Z' })
    await kari.push([ahead])
    const row = await logged(ahead.id)
    expect(row.act_at).toEqual(row.received_at)
    expect(row.act_at_clamped).toBe(true)
  })

  test('without the permission is refused, whatever the device thought', async () => {
    const dina = await Desk.signIn(nodes[0]?.url ?? '', 'dina')
    const caseId = await register()
    const { results } = await dina.push([command('unit.receive', { caseId })])
    expect(results[0]).toMatchObject({ status: 'refused', error: { code: 'permission.denied' } })
  })

  test('@rule FEE-3 of a live charge on two nodes at once accepts exactly one', async () => {
    const ola = await Desk.signIn(nodes[0]?.url ?? '', 'ola')
    const per = await Desk.signIn(nodes[1]?.url ?? '', 'per')
    for (let round = 0; round < 5; round++) {
      const caseId = await register()
      const charge = () => command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' })
      const answers = await Promise.all([ola.push([charge()]), per.push([charge()])])
      const results = answers.map((answer) => answer.results[0])
      expect(new Set(results.map((result) => result?.status))).toEqual(new Set(['accepted', 'refused']))
      expect(results.find((result) => result?.status === 'refused')).toMatchObject({
        error: { code: 'fee.live', rule: 'FEE-3' },
      })
      expect((await kari.rows('feeEntry')).filter((entry) => entry.caseId === caseId)).toHaveLength(1)
    }
  })
})

describe('case numbers', () => {
  test('@rule SOS-9 come in two blocks a device that no other device has', async () => {
    const other = await Desk.signIn(nodes[1]?.url ?? '', 'per')
    const [mine, theirs] = await Promise.all([kari.leases(), other.leases()])
    expect(mine).toHaveLength(2)
    expect(await kari.leases()).toEqual(mine)
    const taken = [...mine, ...theirs].map((lease) => lease.from)
    expect(new Set(taken).size).toBe(4)
  })

  test('@rule SOS-9 of another device are refused, and a number is used once', async () => {
    const other = await Desk.signIn(nodes[1]?.url ?? '', 'per')
    const number = (await other.leases())[0]?.from ?? 0
    const stolen = await kari.push([command('case.register', intake({ number }))])
    expect(stolen.results[0]).toMatchObject({ status: 'refused', error: { code: 'case-number.not-leased' } })
    const twice = await other.push([
      command('case.register', intake({ number })),
      command('case.register', intake({ number })),
    ])
    expect(twice.results[0]?.status).toBe('accepted')
    expect(twice.results[1]).toMatchObject({ status: 'refused', error: { code: 'case-number.taken', rule: 'SOS-2' } })
  })

  test('@rule SOS-9 are renewed when half of the newest block is used, and given to a case that came without', async () => {
    const desk = await Desk.signIn(nodes[0]?.url ?? '', 'per')
    const [, newest] = await desk.leases()
    const from = newest?.from ?? 0
    await desk.push(Array.from({ length: 25 }, (_, i) => command('case.register', intake({ number: from + i }))))
    expect(await desk.leases()).toHaveLength(3)
    const args = intake({ localRef: 'K-1' })
    await desk.push([command('case.register', args)])
    expect((await desk.rows('serviceCase')).find((row) => row.id === args.caseId)?.number).toBeGreaterThan(1_042_599)
  })
})
