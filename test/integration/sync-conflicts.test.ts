import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { allPending } from '#db/outbox.ts'
import { getCaseView } from '#db/queries/case-view.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { discardConflict, retryConflict } from '#electron/data/services/resolve-conflict.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import type { CommandArgs } from '#shared/domain/commands.ts'
import { startNode } from '#test/support/backend-node.ts'
import { looker } from '#test/support/backend-stage.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'

let backend: Backend
let databaseUrl: string
let kari: SyncedDesk
let per: SyncedDesk
beforeAll(async () => {
  databaseUrl = await freshDatabase()
  backend = await startNode(databaseUrl)
})
afterAll(() => backend.stop())
beforeEach(async () => {
  kari = await SyncedDesk.filled(backend.url)
  per = await SyncedDesk.filled(backend.url, 'per')
})

/** A case on the bench that both desks know. */
async function diagnosing(): Promise<string> {
  const { caseId } = kari.register({ purchasedOn: '2024-05-02' })
  kari.ok('unit.receive', { caseId })
  kari.ok('diagnosis.start', { caseId })
  await kari.sync()
  await per.sync()
  return caseId
}

const verdict = (caseId: string, damage: ('liquid' | 'impact')[]): CommandArgs<'warranty.decide'> => ({
  caseId,
  product: 'mac',
  purchasedOn: '2024-05-02',
  soldByUs: true,
  usedIn: 'NO',
  damage,
  inStock: false,
  expects: { decisionId: null },
})

/** Per decides while Kari is offline and decides otherwise; she comes back and has the conflict. */
async function twoVerdicts(): Promise<{ caseId: string; mine: string }> {
  const caseId = await diagnosing()
  kari.line.cut = true
  const mine = kari.ok('warranty.decide', verdict(caseId, ['liquid']))
  per.ok('warranty.decide', verdict(caseId, []))
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  return { caseId, mine }
}

test('two verdicts on one warranty: the second is a conflict that shows both', async () => {
  const { caseId, mine } = await twoVerdicts()
  const [conflict, ...others] = listConflicts(kari.profile.db, caseId)
  expect(others).toEqual([])
  expect(conflict).toMatchObject({
    id: mine,
    error: { code: 'warranty.already-decided' },
    command: { args: { damage: ['liquid'] } },
    theirs: { actorName: 'Per Åkerlund', decision: { outcome: 'covered' } },
    waiting: [],
  })
  const view = getCaseView(kari.profile.db, caseId)
  expect(view).toMatchObject({ mark: 'refused', decision: { outcome: 'covered' }, fees: [] })
})

test('a conflict that is tried again is based on what stands now, and wins', async () => {
  const { caseId, mine } = await twoVerdicts()
  const again = retryConflict(kari.profile, mine, undefined)
  expect(again).toMatchObject({ ok: true })
  await kari.sync()
  await per.sync()
  expect(listConflicts(kari.profile.db)).toEqual([])
  for (const desk of [kari, per])
    expect(getCaseView(desk.profile.db, caseId)).toMatchObject({ mark: 'none', decision: { outcome: 'not-covered' } })
})

test('a conflict that is discarded leaves the other side, and the backend is told', async () => {
  const { caseId, mine } = await twoVerdicts()
  discardConflict(kari.profile, mine)
  expect(kari.profile.db.value('select count(*) from outbox')).toBe(1)
  await kari.sync()
  expect(kari.profile.db.value('select count(*) from outbox')).toBe(0)
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ mark: 'none', decision: { outcome: 'covered' } })
})

test('what builds on a refused command waits under it; other cases and notes on the same case go on', async () => {
  const caseId = await diagnosing()
  kari.line.cut = true
  const mine = kari.ok('warranty.decide', verdict(caseId, ['liquid']))
  const builds = kari.ok('estimate.send', {
    caseId,
    amount: 250_000,
    text: 'Ny skjerm',
    via: 'email',
    expects: { estimateId: null },
  })
  kari.ok('case.note', { caseId, text: 'Kunden ringer igjen' })
  const other = kari.register({ productName: 'Another' })
  per.ok('warranty.decide', verdict(caseId, []))
  await per.sync()
  kari.line.cut = false
  await kari.sync()

  const conflicts = listConflicts(kari.profile.db)
  expect(conflicts).toMatchObject([{ id: mine, waiting: [{ id: builds }] }])
  expect(allPending(kari.profile.db)).toMatchObject([{ status: 'held', heldBy: mine }])
  await per.sync()
  expect(per.row('serviceCase', other.caseId)).toBeDefined()
  expect(per.rows('timelineEntry').some((e) => e.caseId === caseId && e.kind === 'case.note')).toBe(true)

  expect(retryConflict(kari.profile, mine, undefined)).toMatchObject({ ok: true })
  await kari.sync()
  await per.sync()
  expect(listConflicts(kari.profile.db)).toEqual([])
  expect(getCaseView(per.profile.db, caseId)).toMatchObject({
    decision: { outcome: 'not-covered' },
    estimate: { amount: 250_000, state: 'sent' },
  })
})

test('what waited and was refused as well gets new ids, and what waited on those names them', async () => {
  const caseId = await diagnosing()
  kari.line.cut = true
  const mine = kari.ok('warranty.decide', verdict(caseId, ['liquid']))
  const estimate = { caseId, amount: 120_000, text: 'Ny skjerm', via: 'sms', expects: { estimateId: null } } as const
  const sent = kari.ok('estimate.send', estimate)
  const estimateId = idsOf(sent)('estimate')
  const answer = kari.ok('estimate.accept', { caseId, estimateId, answeredBy: 'Kunden selv' })
  per.ok('warranty.decide', verdict(caseId, []))
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  expect(listConflicts(kari.profile.db)).toMatchObject([{ id: mine, waiting: [{ id: sent }, { id: answer }] }])

  expect(retryConflict(kari.profile, mine, undefined)).toMatchObject({ ok: true })
  await kari.sync()
  expect(listConflicts(kari.profile.db)).toEqual([])
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ estimate: { amount: 120_000, state: 'accepted' } })
})

test('a pulled change and a pending edit of another field merge', async () => {
  const caseId = await diagnosing()
  kari.line.cut = true
  kari.ok('case.edit', { caseId, field: 'mobile', from: '+4740010000', to: '+4799988777' })
  per.ok('case.edit', {
    caseId,
    field: 'serviceLocation',
    from: 'Storgata 1, 0155 Oslo',
    to: 'Havnegata 2, 7010 Trondheim',
  })
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  await per.sync()
  for (const desk of [kari, per])
    expect(desk.row('serviceCase', caseId)).toMatchObject({
      mobile: '+4799988777',
      serviceLocation: 'Havnegata 2, 7010 Trondheim',
    })
  expect(listConflicts(kari.profile.db)).toEqual([])
})

test('a fee charged on two devices that were offline is charged once (FEE-3)', async () => {
  const caseId = await diagnosing()
  kari.line.cut = true
  per.line.cut = true
  const args = { caseId, amount: 45_000, reason: 'diagnosis' }
  kari.ok('fee.charge', args)
  per.ok('fee.charge', args)
  per.line.cut = false
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  expect(listConflicts(kari.profile.db)).toMatchObject([{ error: { code: 'fee.live', rule: 'FEE-3' } }])
  expect(getCaseView(kari.profile.db, caseId)?.fees).toHaveLength(1)
})

test('what waited unsent, and is refused when its conflict is tried again, is in the log when it is given up', async () => {
  const caseId = await diagnosing()
  const mine = kari.ok('warranty.decide', verdict(caseId, ['liquid']))
  per.ok('warranty.decide', verdict(caseId, []))
  await per.sync()
  const estimate = { caseId, amount: 120_000, text: 'Ny skjerm', via: 'sms', expects: { estimateId: null } } as const
  let waiting = ''
  kari.line.through = (path, response) => {
    // While the verdict that it builds on is being refused.
    if (path === '/v1/push' && waiting === '') waiting = kari.ok('estimate.send', estimate)
    return response
  }
  await kari.sync()
  expect(listConflicts(kari.profile.db, caseId)).toMatchObject([{ id: mine, waiting: [{ id: waiting }] }])

  retryConflict(kari.profile, mine, { damage: [] }) // covered: there is nothing to estimate
  await kari.sync()
  expect(listConflicts(kari.profile.db, caseId).map(({ id }) => id)).toEqual([waiting])
  discardConflict(kari.profile, waiting)
  await kari.sync()
  const pool = looker(databaseUrl)
  const { rows } = await pool.query('select status, args from command_log where id = $1', [waiting])
  await pool.end()
  expect(rows).toMatchObject([{ status: 'discarded', args: { amount: 120_000 } }])
})

test('what waited and was refused as well, and is refused again when its conflict is tried again, is a conflict and not given up', async () => {
  const caseId = await diagnosing()
  kari.line.cut = true
  const mine = kari.ok('warranty.decide', verdict(caseId, ['liquid']))
  const estimate = { caseId, amount: 120_000, text: 'Ny skjerm', via: 'sms', expects: { estimateId: null } } as const
  const waiting = kari.ok('estimate.send', estimate)
  per.ok('warranty.decide', verdict(caseId, []))
  await per.sync()
  kari.line.cut = false
  await kari.sync()
  expect(listConflicts(kari.profile.db, caseId)).toMatchObject([{ id: mine, waiting: [{ id: waiting }] }])

  retryConflict(kari.profile, mine, { damage: [] }) // covered: there is nothing to estimate
  expect(listConflicts(kari.profile.db, caseId).map(({ id }) => id)).toEqual([waiting])
  const givenUp = 'select id from acknowledged where given_up = 1'
  expect(kari.profile.db.all<{ id: string }>(givenUp).map(({ id }) => id)).toEqual([mine])
})
