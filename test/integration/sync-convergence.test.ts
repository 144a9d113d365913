import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { allPending } from '#db/outbox.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { discardConflict, retryConflict } from '#electron/data/services/resolve-conflict.ts'
import { undoCommand } from '#electron/data/services/undo-command.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'
import { allRows } from '#test/support/table-rows.ts'

let backend: Backend
beforeAll(async () => {
  backend = await startNode(await freshDatabase(), { demo: true })
})
afterAll(() => backend.stop())

/** One thing that happens to one of two desks. Cases are drawn from a few, so that the desks meet. */
const Step = fc.record({
  desk: fc.nat(1),
  pick: fc.nat(2),
  act: fc.constantFrom(
    'register',
    'receive',
    'diagnose',
    'decide',
    'edit',
    'edit',
    'note',
    'fee',
    'estimate',
    'accept',
    'assign',
    'cut',
    'restore',
    'turn',
    'turn',
    'lose',
    'crash',
    'undo',
    'retry',
    'discard',
  ),
  value: fc.constantFrom('A', 'B', 'C'),
})
type Step = { desk: number; pick: number; act: string; value: string }

async function take(
  desks: readonly SyncedDesk[],
  cases: string[],
  { desk: at, pick, act, value }: Step,
): Promise<void> {
  const desk = desks[at] as SyncedDesk
  const { profile } = desk
  const caseId = cases[pick % cases.length] as string
  const row = desk.row('serviceCase', caseId)
  switch (act) {
    case 'register':
      cases.push(desk.register({ productName: `Mac ${value}`, purchasedOn: '2024-05-02' }).caseId)
      return
    case 'receive':
      return void desk.submit('unit.receive', { caseId })
    case 'diagnose':
      return void desk.submit('diagnosis.record', {
        caseId,
        damage: [],
        finding: value,
        expects: { finding: row?.finding ?? null },
      })
    case 'decide':
      return void desk.submit('warranty.decide', {
        caseId,
        product: 'mac',
        purchasedOn: '2024-05-02',
        soldByUs: true,
        usedIn: 'NO',
        damage: value === 'A' ? [] : ['liquid'],
        inStock: false,
        expects: { decisionId: row?.decisionId ?? null },
      })
    case 'edit':
      return void desk.submit('case.edit', {
        caseId,
        field: 'serviceLocation',
        from: row?.serviceLocation ?? '',
        to: `Gate ${value}`,
      })
    case 'note':
      return void desk.submit('case.note', { caseId, text: value })
    case 'fee':
      return void desk.submit('fee.charge', { caseId, amount: 45_000, reason: value })
    case 'estimate':
      return void desk.submit('estimate.send', {
        caseId,
        amount: 100_000,
        text: value,
        via: 'sms',
        expects: { estimateId: row?.estimateId ?? null },
      })
    case 'accept':
      if (row?.estimateId) desk.submit('estimate.accept', { caseId, estimateId: row.estimateId, answeredBy: value })
      return
    case 'assign':
      return void desk.submit('case.assign', {
        caseId,
        ownerId: value === 'A' ? null : profile.user.id,
        expects: { ownerId: row?.ownerId ?? null },
      })
    case 'cut':
      desk.line.cut = true
      return
    case 'restore':
      desk.line.cut = false
      return
    case 'turn':
      return void (await desk.engine.turn())
    case 'lose':
      desk.line.loseAnswersOf = value === 'A' ? '/v1/push' : '/v1/pull'
      await desk.engine.turn()
      desk.line.loseAnswersOf = null
      return
    case 'crash':
      return desk.crash()
    case 'undo': {
      const last = allPending(profile.db).findLast((pending) => pending.status === 'queued')
      if (last) undoCommand(profile, last.envelope.id)
      return
    }
    default: {
      const conflict = listConflicts(profile.db)[0]
      if (conflict === undefined) return
      if (act === 'retry') retryConflict(profile, conflict.id, undefined)
      else discardConflict(profile, conflict.id)
    }
  }
}

/** Both come back, decide what is open, and send until nothing is left. */
async function settle(desks: readonly SyncedDesk[]): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const desk of desks) {
      desk.line.cut = false
      await desk.sync()
      for (const conflict of listConflicts(desk.profile.db)) discardConflict(desk.profile, conflict.id)
      await desk.sync()
    }
  for (const desk of desks) await desk.sync()
}

test('whatever happens in whatever order, two desks end with the rows of a fresh fill, and nothing pending', async () => {
  const desks = [
    await SyncedDesk.filled(backend.url, 'kari', { pageSize: 200 }),
    await SyncedDesk.filled(backend.url, 'per'),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const first = desks[0]?.register({ purchasedOn: '2024-05-02' }).caseId as string
      for (const desk of [...desks, ...desks]) await desk.sync()
      const cases = [first]
      for (const step of steps) await take(desks, cases, step)
      await settle(desks)
      const fresh = await SyncedDesk.filled(backend.url, 'dina')
      const expected = allRows(fresh.profile.db)
      for (const desk of desks) {
        expect(allRows(desk.profile.db)).toEqual(expected)
        expect(desk.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
        for (const table of ['outbox', 'touch', 'base_row'])
          expect({ table, n: desk.profile.db.value(`select count(*) from ${table}`) }).toEqual({ table, n: 0 })
      }
      fresh.profile.db.close()
    }),
    { numRuns: 25, seed: 20_261_122 },
  )
}, 300_000)
