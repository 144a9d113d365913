import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { positionsFor, takePositions, writeRows } from '#backend/services/deciding/stored-row.ts'
import { WorkingSet } from '#backend/services/deciding/working-set.ts'
import { putPerson } from '#backend/services/people/people.ts'
import { putReferenceRows } from '#backend/services/reference.ts'
import type { Backend } from '#backend/start.ts'
import { set } from '#shared/domain/command/change.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'

let nodes: Backend[]
let pool: pg.Pool
let url: string
const at = (index: number): string => nodes[index]?.url ?? ''

beforeAll(async () => {
  url = await freshDatabase()
  nodes = await Promise.all([startNode(url), startNode(url)])
  pool = new pg.Pool({ connectionString: url, max: 4 })
})
afterAll(async () => {
  await pool.end()
  await Promise.all(nodes.map((node) => node.stop()))
})

const database = () => drizzle(pool, { casing: 'snake_case' })

test('two nodes that start at once on an empty database make its demo data once', async () => {
  const { rows } = await pool.query("select count(*)::int as n from row_state where table_name = 'serviceCase'")
  expect(rows[0].n).toBe(153)
})

test('every state that a case can have is in the demo data', async () => {
  const desk = await Desk.signIn(at(0))
  const states = new Set((await desk.rows('serviceCase')).map((row) => row.state))
  expect(states.size).toBe(19)
})

test('a reader that polls while many write misses no change', async () => {
  const reader = await Desk.signIn(at(1), 'dina')
  const { epoch, next: start } = await reader.pull()
  let next = start
  const writers = await Promise.all([0, 1, 0, 1, 0, 1].map((node) => Desk.signIn(at(node), 'per')))
  const written = new Set<string>()
  const seen = new Set<string>()
  let writing = true
  const poll = async () => {
    for (let last = false; ; last = !writing) {
      const page = await reader.pull(next, epoch, 7)
      next = page.next
      for (const row of page.rows) if (row.table === 'timelineEntry') seen.add(row.id)
      if (last && page.done) return
    }
  }
  const write = async (desk: Desk) => {
    for (let i = 0; i < 12; i++) {
      const args = intake()
      const { results } = await desk.push([
        command('case.register', args),
        command('case.note', { caseId: args.caseId, text: `${i}` }),
      ])
      for (const result of results) if (result.status === 'accepted') written.add(result.id)
    }
  }
  const polling = poll()
  await Promise.all(writers.map(write))
  writing = false
  await polling
  expect(written.size).toBe(6 * 12 * 2)
  const { rows } = await pool.query(
    "select id from row_state where table_name = 'timelineEntry' and case_id in (select case_id from command_log where id = any($1::uuid[]))",
    [[...written]],
  )
  expect(rows.map((row) => row.id).filter((id) => !seen.has(id))).toEqual([])
  expect(rows.length).toBe(6 * 12 * 2)
})

test('a commit that comes late keeps later positions from being seen before it', async () => {
  const reader = await Desk.signIn(at(0))
  const { next } = await reader.pull()
  const slow = await pool.connect()
  await slow.query('begin')
  await slow.query('update sequencer set position = position + 1')
  const writer = await Desk.signIn(at(1), 'per')
  const pushed = writer.push([command('case.register', intake())])
  const early = await reader.pull(next, (await reader.pull()).epoch)
  expect(early).toMatchObject({ next, rows: [] })
  await slow.query('rollback')
  slow.release()
  expect((await pushed).results[0]).toMatchObject({ status: 'accepted' })
})

test('a reader of an unknown epoch starts from the beginning, page by page, and has everything at the end', async () => {
  const desk = await Desk.signIn(at(0))
  const all = await desk.pull()
  let page = await desk.pull(999_999_999, randomUUID(), 500)
  expect(page.epoch).toBe(all.epoch)
  const keys = new Set(page.rows.map((row) => row.id))
  expect(page.remaining).toBeGreaterThanOrEqual(all.rows.length - 500)
  while (!page.done) {
    page = await desk.pull(page.next, page.epoch, 500)
    for (const row of page.rows) keys.add(row.id)
  }
  expect(keys.size).toBe(all.rows.length)
  expect(page.next).toBe(all.next)
})

test('@rule MY-1 a person with some customers sees and changes those alone, and is told when a row leaves', async () => {
  const kari = await Desk.signIn(at(0))
  const customers = await kari.rows('customer')
  const [mine, theirs] = customers.map((customer) => customer.id)
  if (!mine || !theirs) throw new Error('no customers')
  const id = randomUUID()
  const person = {
    id,
    username: `limited-${id}`,
    name: 'Lise Lund',
    initials: 'LL',
    role: 'agent' as const,
    scope: [mine],
  }
  await putPerson(database(), person, 'skranke-demo')
  const limited = await Desk.signIn(at(1), person.username)

  const rows = await limited.rows('serviceCase')
  expect(rows.every((row) => row.customerId === mine)).toBe(true)
  expect((await limited.rows('customer')).map((customer) => customer.id)).toEqual([mine])
  expect((await limited.pull()).epoch).not.toBe((await kari.pull()).epoch)

  const foreign = intake({ customerId: theirs })
  await kari.push([command('case.register', foreign)])
  const { results } = await limited.push([
    command('case.note', { caseId: foreign.caseId, text: 'ikke min' }),
    command('case.register', intake({ customerId: theirs })),
    command('case.register', intake({ customerId: mine })),
  ])
  expect(results.map((result) => (result.status === 'refused' ? result.error.code : 'accepted'))).toEqual([
    'row.out-of-scope',
    'row.out-of-scope',
    'accepted',
  ])

  const unit = (await limited.rows('unit'))[0]
  if (!unit) throw new Error('no unit')
  const before = await limited.pull()
  await putReferenceRows(database(), [{ table: 'unit', row: { ...unit, customerId: theirs } }])
  const after = await limited.pull(before.next, before.epoch)
  expect(after.rows).toEqual([{ table: 'unit', id: unit.id, row: null }])
  await putReferenceRows(database(), [{ table: 'unit', row: unit }])
  expect((await limited.pull(after.next, after.epoch)).rows).toMatchObject([
    { table: 'unit', id: unit.id, row: { customerId: mine } },
  ])
})

test('@rule MY-1 a case that moves to another customer takes its whole history along', async () => {
  const kari = await Desk.signIn(at(0))
  const [from, to] = (await kari.rows('customer')).map((customer) => customer.id)
  if (!from || !to) throw new Error('no customers')
  const { caseId } = intake()
  await kari.push([
    command('case.register', intake({ caseId, customerId: from })),
    command('case.note', { caseId, text: 'med på flyttelasset' }),
  ])
  await database().transaction(async (tx) => {
    const rows = await WorkingSet.load(tx, 'all', [caseId])
    await rows.apply([set('serviceCase', caseId, { customerId: to })])
    const touched = rows.touched()
    await writeRows(tx, touched, await takePositions(tx, positionsFor(touched)))
  })
  const scopes = await pool.query('select distinct scope from row_state where case_id = $1', [caseId])
  const leaves = await pool.query(
    'select scope from row_leave where id in (select id from row_state where case_id = $1)',
    [caseId],
  )
  expect(scopes.rows).toEqual([{ scope: to }])
  expect(leaves.rows).toEqual([{ scope: from }, { scope: from }, { scope: from }])
})

test('a change on one node is heard live on the other, after the position of the moment', async () => {
  const desk = await Desk.signIn(at(0))
  const stop = new AbortController()
  const response = await fetch(`${at(1)}/v1/live`, {
    headers: { authorization: `Bearer ${desk.token}` },
    signal: stop.signal,
  })
  const heard: number[] = []
  const reading = (async () => {
    for await (const chunk of response.body ?? [])
      for (const [, data] of Buffer.from(chunk)
        .toString()
        .matchAll(/^data: (.*)$/gm))
        heard.push(JSON.parse(data ?? '').position)
  })().catch(() => {})
  const { next } = await desk.pull()
  await eventually('the first position', async () => heard[0])
  expect(heard).toEqual([next])
  const { results } = await desk.push([command('case.register', intake())])
  const position = results[0]?.status === 'accepted' ? results[0].position : -1
  await eventually('the new position', async () => heard.find((each) => each >= position))
  stop.abort()
  await reading
})

test('a device that is too old is told so at the pull, and its push is still taken', async () => {
  const desk = await Desk.signIn(at(0))
  const old = await desk.ask('/v1/pull?after=0', { headers: { 'skranke-protocol': '0' } })
  expect(old).toMatchObject({ status: 426, body: { error: { code: 'protocol.too-old' } } })
  expect((await desk.push([command('case.register', intake())])).results[0]?.status).toBe('accepted')
})

test('the OpenAPI document lists every route', async () => {
  const document = (await (await fetch(`${at(0)}/openapi.json`)).json()) as { paths: Record<string, object> }
  expect(
    Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .sort(),
  ).toEqual([
    'delete /v1/session',
    'get /health',
    'get /ready',
    'get /v1/fill',
    'get /v1/live',
    'get /v1/pull',
    'get /v1/quarantine',
    'get /v1/session/methods',
    'get /v1/snapshot',
    'get /v1/snapshot/{id}',
    'post /v1/devices/revoke',
    'post /v1/leases',
    'post /v1/passcode',
    'post /v1/push',
    'post /v1/quarantine/hand-over',
    'post /v1/quarantine/settle',
    'post /v1/session',
    'post /v1/session/refresh',
  ])
})
