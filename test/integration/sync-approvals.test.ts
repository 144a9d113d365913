import pg from 'pg'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { countWaiting } from '#db/outbox.ts'
import { getCaseView } from '#db/queries/case-view.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { getDraft, putDraft } from '#electron/data/services/drafts.ts'
import { discardConflict, retryConflict } from '#electron/data/services/resolve-conflict.ts'
import { conflictDraftId } from '#shared/contract/draft-ids.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import type { QuarantineResponse, SettledAs } from '#shared/sync/quarantine.ts'
import { command, Desk, startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'

let backend: Backend
let database: pg.Client
let kari: SyncedDesk
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
beforeEach(async () => {
  await hasRole('agent')
  kari = await SyncedDesk.filled(backend.url)
})

const hasRole = (role: string) => database.query('update app_user set role = $1 where username = $2', [role, 'kari'])

/** Kari has heard of it, and her device decides by it from now on. */
function hears(role: 'agent' | 'dispatcher'): void {
  kari.profile.user = { ...kari.profile.user, role, permissions: [...PERMISSIONS_OF[role]] }
}

const settle = (id: string, as: SettledAs) => astrid.post('/v1/quarantine/settle', { id, as })
const approve = async (id: string) => expect((await settle(id, 'adopted')).status).toBe(204)

const conflicts = () =>
  listConflicts(kari.profile.db).map(({ id, settled, waiting }) => ({
    id,
    settled: settled === null ? null : `${settled.as} ${settled.actorName}`,
    waiting: waiting.map((each) => each.id),
  }))

async function diagnosing(): Promise<string> {
  const { caseId } = kari.register({ purchasedOn: '2024-05-02' })
  kari.ok('unit.receive', { caseId })
  kari.ok('diagnosis.start', { caseId })
  await kari.sync()
  return caseId
}

const verdictOn = (caseId: string, damage: ('liquid' | 'impact')[], purchasedOn: string) =>
  ({
    caseId,
    product: 'mac',
    purchasedOn,
    soldByUs: true,
    usedIn: 'NO',
    damage,
    inStock: false,
    expects: { decisionId: null },
  }) as const
const covered = (caseId: string) => verdictOn(caseId, [], '2026-05-02')

/** Kari may not decide warranty any more, but has, and went on from it: an estimate, and the answer to it. */
async function decidedWithoutLeave() {
  const caseId = await diagnosing()
  await hasRole('dispatcher')
  const verdict = kari.ok('warranty.decide', verdictOn(caseId, ['liquid'], '2024-05-02'))
  const estimate = kari.ok('estimate.send', {
    caseId,
    amount: 250_000,
    text: 'Ny skjerm',
    via: 'phone',
    expects: { estimateId: null },
  })
  const answer = kari.ok('estimate.accept', {
    caseId,
    estimateId: idsOf(estimate)('estimate'),
    answeredBy: 'Kunden selv',
  })
  const acts = kari.profile.db.all<{ name: string; actAt: string }>('select name, act_at as actAt from outbox')
  await kari.sync()
  return { caseId, verdict, estimate, answer, acts }
}

test('what a supervisor approved is no conflict any more, and what waited under it goes on as of its own time', async () => {
  const { caseId, verdict, estimate, answer, acts } = await decidedWithoutLeave()
  expect(conflicts()).toEqual([{ id: verdict, settled: null, waiting: [estimate, answer] }])

  await approve(verdict)
  await approve(verdict) // twice is once
  await kari.sync()
  expect(conflicts()).toEqual([])
  expect(kari.profile.db.value('select count(*) from outbox')).toBe(0)
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({
    mark: 'none',
    decision: { outcome: 'not-covered', actorName: 'Astrid Solheim' },
    estimate: { amount: 250_000, state: 'accepted' },
  })
  const { rows } = await database.query(
    `select name, act_at as "actAt" from command_log where case_id = $1 and status = 'accepted' and retry_of is not null order by decided_at, place`,
    [caseId],
  )
  expect(rows.map(({ name, actAt }) => ({ name, actAt: actAt.toISOString() }))).toEqual(acts)
})

test('what an approval lets go on is sent when its news come, and not with the next turn that has another cause', async () => {
  const { caseId, verdict } = await decidedWithoutLeave()
  kari.engine.start()
  await eventually('the live stream', async () => (kari.engine.status().state === 'live' ? true : undefined))
  await approve(verdict)
  await eventually('nothing waits', async () =>
    conflicts().length + countWaiting(kari.profile.db) === 0 ? true : undefined,
  )
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ estimate: { state: 'accepted' } })
  await kari.engine.stop()
})

/** Kari may do nothing in the workshop any more, but has: a covered verdict, and the repair that it allows. Both wait for approval. */
async function repairedWithoutLeave() {
  const caseId = await diagnosing()
  await hasRole('dispatcher')
  const verdict = kari.ok('warranty.decide', covered(caseId))
  const repair = kari.ok('repair.start', { caseId })
  await kari.sync()
  hears('dispatcher')
  expect(conflicts()).toEqual([{ id: verdict, settled: null, waiting: [repair] }])
  return { caseId, verdict, repair }
}

const commandsOf = async (caseId: string, name: string) =>
  (await database.query('select id from command_log where case_id = $1 and name = $2', [caseId, name])).rows

test('what a supervisor will not do says so: to its maker, who keeps their words and chooses, and in the history', async () => {
  const { caseId, verdict, estimate, answer } = await decidedWithoutLeave()
  expect((await settle(verdict, 'dismissed')).status).toBe(204)
  await kari.sync()
  expect(conflicts()).toEqual([{ id: verdict, settled: 'dismissed Astrid Solheim', waiting: [estimate, answer] }])
  const told = getCaseView(kari.profile.db, caseId)?.timeline.find(({ kind }) => kind === 'approval.dismiss')
  expect(told).toMatchObject({
    actorName: 'Astrid Solheim',
    data: { dismisses: verdict, command: 'warranty.decide', maker: 'Kari Nordvik' },
  })
  expect((await settle(verdict, 'dismissed')).status).toBe(204) // twice is once
  expect(await commandsOf(caseId, 'approval.dismiss')).toHaveLength(1)

  discardConflict(kari.profile, verdict)
  await kari.sync()
  expect(conflicts()).toEqual([])
  expect(countWaiting(kari.profile.db)).toBe(0)
})

test('what was dismissed and waits under what was approved is not done by itself: its maker chooses', async () => {
  const { caseId, verdict, repair } = await repairedWithoutLeave()
  await hasRole('agent')
  hears('agent')
  await settle(repair, 'dismissed')
  await kari.sync()
  const waiting = listConflicts(kari.profile.db).flatMap((conflict) => conflict.waiting)
  expect(waiting.map(({ id, settled }) => [id, settled?.as ?? null])).toContainEqual([repair, 'dismissed'])
  await approve(verdict)
  await kari.sync()
  await kari.sync()
  expect(conflicts()).toEqual([{ id: repair, settled: 'dismissed Astrid Solheim', waiting: [] }])
  expect(await commandsOf(caseId, 'repair.start')).toHaveLength(1)
})

test('what a supervisor may not do themselves waits on as its maker’s, once', async () => {
  const { caseId, verdict } = await decidedWithoutLeave()
  const dina = await Desk.signIn(backend.url, 'dina')
  const answer = await dina.post('/v1/quarantine/settle', { id: verdict, as: 'adopted' })
  expect(answer.body).toMatchObject({ error: { code: 'permission.denied' } })
  const { items } = (await astrid.ask<QuarantineResponse>('/v1/quarantine')).body
  expect(items.filter((item) => item.caseId === caseId && item.name === 'warranty.decide').map(({ id }) => id)).toEqual(
    [verdict],
  )
})

test('a dismissal of a device’s own making is not made true by approving it', async () => {
  const caseId = await diagnosing()
  const own = await Desk.signIn(backend.url, 'kari')
  const said = command('approval.dismiss', { caseId, commandId: uuidV7(), command: 'x', maker: 'Astrid Solheim' })
  const forged = { ...said, args: { ...said.args, commandId: said.id } }
  expect(await own.push([forged])).toMatchObject({ results: [{ error: { code: 'permission.denied' } }] })
  expect((await settle(said.id, 'adopted')).body).toMatchObject({ error: { code: 'row.absent' } })
  await kari.sync()
  expect(getCaseView(kari.profile.db, caseId)?.timeline.map(({ kind }) => kind)).not.toContain('approval.dismiss')
})

test('that something is dismissed cannot be said by a device: nothing waits by its word', async () => {
  const { caseId, verdict } = await decidedWithoutLeave()
  const said = command('approval.dismiss', {
    caseId,
    commandId: verdict,
    command: 'warranty.decide',
    maker: 'Kari Nordvik',
  })
  expect(await astrid.push([said])).toMatchObject({ results: [{ status: 'refused', error: { code: 'row.absent' } }] })
  await kari.sync()
  expect(conflicts()).toMatchObject([{ id: verdict, settled: null }])
})

test('what was refused as well waits for its own approval where its maker may still not do it', async () => {
  const { caseId, verdict, repair } = await repairedWithoutLeave()
  await approve(verdict)
  await kari.sync()
  expect(conflicts()).toEqual([{ id: repair, settled: null, waiting: [] }])
  await approve(repair)
  await kari.sync()
  expect(conflicts()).toEqual([])
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ mark: 'none', serviceCase: { state: 'repairing' } })
})

test('what waited and was approved as well is done, and is not tried again', async () => {
  const { caseId, verdict, repair } = await repairedWithoutLeave()
  hears('agent')
  for (const id of [verdict, repair]) await approve(id)
  await kari.sync()
  expect(conflicts()).toEqual([])
  expect(countWaiting(kari.profile.db)).toBe(0)
  expect(await commandsOf(caseId, 'repair.start')).toHaveLength(2)
})

test('an approved command that its maker is editing stays, says who approved it, takes no edits any more, and ends by their choice', async () => {
  const { caseId, verdict, estimate, answer } = await decidedWithoutLeave()
  const draft = { id: conflictDraftId(verdict), form: { damage: ['impact'] }, passcode: null }
  putDraft(kari.profile, draft)
  await approve(verdict)
  await kari.sync()
  const stands = [{ id: verdict, settled: 'adopted Astrid Solheim', waiting: [estimate, answer] }]
  expect(conflicts()).toEqual(stands)
  expect(retryConflict(kari.profile, verdict, { damage: ['impact'] })).toMatchObject({
    ok: false,
    error: { code: 'command.done-already', facts: { who: 'Astrid Solheim' } },
  })
  expect(conflicts()).toEqual(stands)

  discardConflict(kari.profile, verdict)
  expect(conflicts()).toEqual([])
  await kari.sync()
  expect(countWaiting(kari.profile.db)).toBe(0)
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ estimate: { amount: 250_000, state: 'accepted' } })
  expect(getDraft(kari.profile, draft.id)).toBeNull()
})

test('a refusal that is heard after the approval’s rows have come is no conflict', async () => {
  const caseId = await diagnosing()
  await hasRole('dispatcher')
  const verdict = kari.ok('warranty.decide', covered(caseId))
  kari.line.loseAnswersOf = '/v1/push'
  await kari.engine.turn()
  await approve(verdict)
  kari.line.loseAnswersOf = null
  await kari.sync()
  await kari.sync()
  expect(conflicts()).toEqual([])
  expect(getCaseView(kari.profile.db, caseId)).toMatchObject({ mark: 'none', decision: { outcome: 'covered' } })
})
