import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { CaseState, WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import type { Row } from '#shared/domain/tables.ts'
import { aCase, emptyDb, putCase } from '#test/support/case-rows.ts'
import { plainQueues } from '#test/support/plain-queues.ts'
import type { ReadDb } from '../client.ts'
import { deleteRow, putRow } from '../rows.ts'
import { countQueues, DUE_COUNT_SQL, listQueue, queueStatement } from './queue.ts'

const ME = '0198aaaa-0000-7000-8000-00000000000a'
const OTHER = '0198aaaa-0000-7000-8000-00000000000b'
const NOW = '2026-03-10T12:00:00.000Z'

const plan = (db: ReadDb, sql: string, params: Parameters<ReadDb['all']>[1][]): string[] =>
  db.all<{ detail: string }>(`explain query plan ${sql}`, ...params).map((row) => row.detail)

const everyPage = QueueName.options.flatMap((queue) =>
  QUEUE_SORTS[queue].flatMap((sort) => [null, '2026-03-10T09:00:00.000Z 5'].map((after) => ({ queue, sort, after }))),
)

test.each(everyPage)('queue $queue by $sort after $after is one search of its index, without sorting', (q) => {
  const db = emptyDb()
  const { sql, params } = queueStatement({ ...q, limit: 50, me: ME, now: NOW })
  const steps = plan(db, sql, params)
  expect(steps[0]).toMatch(/^SEARCH c USING INDEX case_/)
  expect(steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([])
  db.close()
})

test('counting what is due soon reads its index only', () => {
  const db = emptyDb()
  expect(plan(db, DUE_COUNT_SQL, [NOW])).toEqual([
    expect.stringMatching(/^SEARCH .* INDEX case_by_due .due_at>. AND due_at<../),
  ])
  db.close()
})

const BELONGS = plainQueues(ME, NOW)

const at = fc
  .integer({ min: 0, max: 90 })
  .map((m) => new Date(Date.parse('2026-03-09T12:00:00Z') + m * 3_600_000).toISOString())
const Case = fc
  .record({
    state: fc.constantFrom(...CaseState.options),
    waitingFor: fc.constantFrom(null, ...WaitingFor.options),
    ownerId: fc.constantFrom(null, ME, OTHER),
    flow: fc.constantFrom('workshop' as const, 'desk' as const),
    dueAt: fc.option(at, { nil: null }),
    registeredAt: at,
    changedAt: at,
  })
  .map((fields) => aCase(fields))

test('pages hold every case of the queue once and in order, and the counts are exact, whatever was put, changed and deleted', () => {
  fc.assert(
    fc.property(
      fc.array(Case, { maxLength: 40 }),
      fc.array(Case, { maxLength: 20 }),
      fc.nat(5),
      (first, later, gone) => {
        const db = emptyDb()
        const rows = new Map<string, Row<'serviceCase'>>()
        for (const row of first) {
          putRow(db, 'serviceCase', row, undefined)
          rows.set(row.id, row)
        }
        for (const [i, fields] of later.entries()) {
          const before = first[i]
          const row = before === undefined ? fields : { ...fields, id: before.id }
          putRow(db, 'serviceCase', row, before)
          rows.set(row.id, row)
        }
        for (const { id } of first.slice(0, gone)) {
          deleteRow(db, 'serviceCase', id)
          rows.delete(id)
        }
        const counts = countQueues(db, { me: ME, now: NOW })
        for (const queue of QueueName.options) {
          const expected = [...rows.values()].filter(BELONGS[queue])
          expect({ queue, n: counts[queue] }).toEqual({ queue, n: expected.length })
          for (const sort of QUEUE_SORTS[queue]) {
            const found: string[] = []
            for (let after: string | null = null, more = true; more; ) {
              const page = listQueue(db, { queue, sort, after, limit: 7, me: ME, now: NOW })
              found.push(...page.items.map((item) => item.id))
              after = page.next
              more = after !== null
            }
            expect(found.toSorted()).toEqual(expected.map((row) => row.id).toSorted())
            const keys = found.map((id) => keyOf(rows.get(id) as Row<'serviceCase'>, sort))
            expect(keys).toEqual(sort === 'oldest' || sort === 'due' ? keys.toSorted() : keys.toSorted().toReversed())
          }
        }
        db.close()
      },
    ),
    { numRuns: 40 },
  )
})

function keyOf(row: Row<'serviceCase'>, sort: string): string {
  if (sort === 'changed') return row.changedAt
  return sort === 'due' ? (row.dueAt ?? '') : row.registeredAt.slice(0, 19)
}

test('a line of a list names customer and owner and says whether the case is pending', () => {
  const db = emptyDb()
  const customerId = '0198bbbb-0000-7000-8000-000000000001'
  putRow(db, 'customer', { id: customerId, customerNo: '1', name: 'Fjordvik', country: 'NO', address: '' }, undefined)
  putRow(db, 'colleague', { id: ME, username: 'k', name: 'Kari', initials: 'KN', role: 'agent' }, undefined)
  const { id } = putCase(db, { customerId, ownerId: ME, faultDescription: 'x'.repeat(5000) })
  db.run(
    `insert into outbox (id, name, version, args, act_at, case_id, status) values ('a', 'case.note', 1, '{}', '', ?, 'queued')`,
    id,
  )
  const [item] = listQueue(db, { queue: 'mine', sort: 'newest', after: null, limit: 5, me: ME, now: NOW }).items
  expect(item).toMatchObject({ customerName: 'Fjordvik', ownerInitials: 'KN', mark: 'pending' })
  expect(item?.faultDescription.length).toBeLessThanOrEqual(240)
  expect(item).not.toHaveProperty('rid')
  db.close()
})
