import { afterAll, expect, test } from 'vitest'
import { type CaseFilter, orderOf } from '#shared/domain/case-filter.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { CUSTOMERS, ME, NOW } from '#test/support/any-case-query.ts'
import { manyCases } from '#test/support/filled-cases.ts'
import { planOf } from './case-filter-plan.ts'
import { sliceOf } from './case-filter-walk.ts'

const many = manyCases()
afterAll(() => many.close())

test('of several ways into a queue the one with the fewest cases is taken', () => {
  const asked = { queue: 'unassigned', order: orderOf('newest'), group: null, me: ME, now: NOW } as const
  const wayOf = (filter: CaseFilter) => planOf(many, { ...asked, filter }).parts[0]?.from('newest')
  expect(wayOf({ contract: ['SA1'] })).toContain('case_by_owner')
  expect(wayOf({ customer: [CUSTOMERS[0] ?? ''] })).toContain('case_by_customer')
  expect(wayOf({ waiting: ['part'] })).toContain('case_by_waiting')
  expect(wayOf({ due: ['overdue', 'today'] })).toContain('case_by_due')
})

const ways = QueueName.options.flatMap((queue) =>
  [{ contract: ['SA1'] }, { customer: [CUSTOMERS[0] ?? ''] }, { owner: [ME] }, { from: '2026-01-01' }].flatMap(
    (filter: CaseFilter) => QUEUE_SORTS[queue].map((sort) => ({ queue, sort, filter })),
  ),
)
test.each(ways)(
  'queue $queue by $sort with $filter is read along an index, slice by slice, without sorting',
  (asked) => {
    const plan = planOf(many, { ...asked, order: orderOf(asked.sort), group: null, me: ME, now: NOW })
    for (const driver of plan.parts) {
      const sort = plan.sort ?? driver.sorts[0] ?? 'newest'
      for (const place of [null, { pos: sort === 'newest' || sort === 'oldest' ? null : NOW, rid: 5 }]) {
        const { sql, binds } = sliceOf({ driver, sort, hit: plan.hit }, place, 100)
        const steps = many.all<{ detail: string }>(`explain query plan ${sql}`, ...binds).map(({ detail }) => detail)
        expect(steps.filter((step) => /SCAN c\b|SCAN service_case|TEMP B-TREE/.test(step))).toEqual([])
      }
    }
  },
)

test.each(['newest', 'oldest'] as const)(
  'a walk by %s through some days goes on where it stands, not at their end',
  (sort) => {
    const asked = {
      queue: 'closed',
      filter: { from: '2026-01-01', to: '2026-02-01' },
      group: null,
      me: ME,
      now: NOW,
    } as const
    const plan = planOf(many, { ...asked, order: orderOf(sort) })
    const [driver] = plan.parts
    if (driver === undefined) throw new Error('there is a way')
    const whereOf = (place: { pos: null; rid: number } | null) =>
      sliceOf({ driver, sort, hit: plan.hit }, place, 100).sql.split(' where ')[1] ?? ''
    for (const where of [whereOf(null), whereOf({ pos: null, rid: 5 })])
      expect([where.match(/c\.rid </g)?.length, where.match(/c\.rid >/g)?.length]).toEqual([1, 1])
  },
)
