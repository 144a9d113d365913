import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#backend/database/connect.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { putReferenceRows } from '#backend/services/reference.ts'
import { warrantyBasisOf } from '#shared/domain/warranty/decide-warranty.command.ts'
import { startCrowd } from '#test/support/backend-crowd.ts'
import { judge } from '#test/support/backend-judge.ts'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { fillForCrowd, looker } from '#test/support/backend-stage.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { CUSTOMERS, PEOPLE, unitOf } from '#test/simulation/world/people.ts'

let url: string
let pool: pg.Pool
const ends: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  url = await freshDatabase()
  await fillForCrowd(url)
  const fresh = looker(url)
  pool = fresh
  ends.push(() => fresh.end())
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function twoNodes(): Promise<string[]> {
  const limits = { requestsAMinute: 1_000_000, signInsAMinute: 1_000_000 }
  const nodes = await Promise.all([1, 2].map(() => startNode(url, { demo: false, limits })))
  ends.push(...nodes.map((node) => node.stop))
  return nodes.map((node) => node.url)
}

test('many who act on the same few cases through two nodes: the order is one that the rules allow, and no reader skips a change', async () => {
  const nodes = await twoNodes()
  const crowd = await startCrowd({ nodes: () => nodes, seed: 11, writers: 8 })
  // Long transactions beside short ones: they hold the sequencer, a case's rows, or read for long.
  for (let i = 0; i < 4; i++) {
    const long = await pool.connect()
    await long.query('begin')
    await long.query(i % 2 === 0 ? 'update sequencer set position = position + 3' : 'select * from row_state for share')
    await sleep(300)
    await long.query(i % 2 === 0 ? 'commit' : 'rollback')
    long.release()
    await sleep(500)
  }
  await crowd.stop()
  expect(crowd.told.answers.size).toBeGreaterThan(100)
  const statuses = new Set([...crowd.told.answers.values()].map(({ status }) => status))
  expect(statuses).toEqual(new Set(['accepted', 'refused']))
  expect(await judge(pool, crowd, nodes[0] ?? '')).toEqual([])
})

test('two nodes that decide one warranty or (@rule FEE-3) charge one fee at the same instant let exactly one through', async () => {
  const nodes = await twoNodes()
  const desks = await Promise.all(
    [0, 1, 0, 1].map((node, i) => Desk.signIn(nodes[node] ?? '', i % 2 ? 'astrid' : 'ola')),
  )
  for (let round = 0; round < 15; round++) {
    const args = intake()
    const { caseId } = args
    await desks[0]?.push([
      command('case.register', args),
      command('unit.receive', { caseId }),
      command('diagnosis.start', { caseId }),
    ])
    const basis = (await desks[0]?.rows('serviceCase'))?.find(({ id }) => id === caseId)
    if (basis === undefined) throw new Error('no case')
    const decided = await Promise.all(
      desks.map((desk, i) => {
        const facts = { product: 'mac' as const, purchasedOn: null, soldByUs: true, usedIn: 'NO', inStock: false }
        const damage = (['liquid', 'impact', 'crushed-screen'] as const).slice(0, i)
        return desk.push([command('warranty.decide', { caseId, ...facts, damage, expects: warrantyBasisOf(basis) })])
      }),
    )
    const verdicts = decided.map(({ results: [result] }) =>
      result?.status === 'refused' ? result.error.code : 'accepted',
    )
    expect(verdicts.toSorted()).toEqual(['accepted', ...Array(3).fill('warranty.already-decided')])
    const other = intake()
    await desks[0]?.push([command('case.register', other)])
    const charge = { caseId: other.caseId, amount: 45_000, reason: 'Diagnose' }
    const answers = await Promise.all(desks.map((desk) => desk.push([command('fee.charge', charge)])))
    const codes = answers.map(({ results: [result] }) =>
      result?.status === 'refused' ? result.error.code : 'accepted',
    )
    expect(codes.toSorted()).toEqual(['accepted', 'fee.live', 'fee.live', 'fee.live'])
    const { rows } = await pool.query(`select data from row_state where case_id = $1 and table_name = 'feeEntry'`, [
      other.caseId,
    ])
    expect(rows).toHaveLength(1)
  }
})

test('a supervisor who approves what its maker tries again at the same instant, on two nodes: it is done once', async () => {
  const nodes = await twoNodes()
  const [ola, astrid] = await Promise.all(['ola', 'astrid'].map((who, i) => Desk.signIn(nodes[i] ?? '', who)))
  if (ola === undefined || astrid === undefined) throw new Error('nobody')
  const role = (name: string) => pool.query('update app_user set role = $1 where id = $2', [name, PEOPLE.ola.id])
  const winners = new Set<string>()
  for (let round = 0; round <= 20; round++) {
    const args = intake()
    const { caseId } = args
    const denied = command('fee.pay', { caseId, amount: 100, reason: 'Kontant' })
    const charged = command('fee.charge', { caseId, amount: 45_000, reason: 'Diagnose' })
    await ola.push([command('case.register', args), charged, denied])
    await role('agent')
    const approving = astrid.post<{ error: unknown }>('/v1/quarantine/settle', { id: denied.id, as: 'adopted' })
    // Once one after the other; then closer and closer.
    if (round === 0) await approving
    else await sleep(20 - round)
    const again = await ola.push([{ ...denied, id: uuidV7(), retryOf: denied.id }])
    const approved = await approving
    await role('technician')
    const [tried] = again.results
    winners.add(approved.status === 204 ? 'astrid' : 'ola')
    if (approved.status === 204)
      expect(tried).toMatchObject({ error: { code: 'command.done-already', facts: { who: PEOPLE.astrid.name } } })
    else {
      expect(approved.body.error).toEqual({ code: 'approval.withdrawn', facts: { who: PEOPLE.ola.name } })
      expect(tried).toMatchObject({ status: 'accepted' })
    }
    const { rows } = await pool.query(
      `select from row_state where case_id = $1 and table_name = 'feeEntry' and data->>'kind' = 'paid'`,
      [caseId],
    )
    expect(rows).toHaveLength(1)
  }
  expect(winners).toContain('astrid')
})

test('@rule MY-1 rights given and taken, and units moved, while many write: no reader keeps or misses what changed hands', async () => {
  const nodes = await twoNodes()
  const db = connect(url, createLogger('silent'))
  ends.push(() => db.$client.end())
  const crowd = await startCrowd({ nodes: () => nodes, seed: 12, writers: 6 })
  for (let i = 0; i < 12; i++) {
    const scope = i % 3 === 0 ? [CUSTOMERS[0]?.id, CUSTOMERS[1]?.id] : [CUSTOMERS[i % 3]?.id]
    await pool.query('update app_user set scope = $1 where id = $2', [JSON.stringify(scope), PEOPLE.lars.id])
    await putReferenceRows(db, [unitOf(0, i % 2, CUSTOMERS[i % 3]?.id ?? '')])
    await sleep(150)
  }
  await crowd.stop()
  expect(crowd.told.answers.size).toBeGreaterThan(50)
  expect(await judge(pool, crowd, nodes[1] ?? '')).toEqual([])
})
