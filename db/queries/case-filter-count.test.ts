import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilterColumn } from '#shared/domain/case-filter.ts'
import { QueueName } from '#shared/domain/queue.ts'
import { Case, CUSTOMERS, Filter, ME, NOW } from '#test/support/any-case-query.ts'
import { aCase } from '#test/support/case-rows.ts'
import { filled, now } from '#test/support/filled-cases.ts'
import { IN_QUEUE, isWanted, VALUE } from '#test/support/plain-case-filter.ts'
import { countCases } from './case-filter-count.ts'

test('the values of a column are counted as if it were not filtered, and what is picked is among them', () => {
  fc.assert(
    fc.property(
      fc.array(Case, { maxLength: 40 }),
      Filter,
      fc.constantFrom(...QueueName.options),
      fc.constantFrom(...FilterColumn.options),
      (rows, filter, queue, by) => {
        const db = filled(rows)
        const { values } = now(countCases(db, { queue, filter, by, reach: 10_000, limit: 50, me: ME, now: NOW }))
        const left = rows.filter((row) => IN_QUEUE[queue](row) && isWanted(row, filter, by))
        const expected = new Map<string | null, number>()
        for (const value of filter[by] ?? []) expected.set(value, 0)
        for (const row of left) expected.set(VALUE[by](row), (expected.get(VALUE[by](row)) ?? 0) + 1)
        expect(new Map(values.map(({ value, n }) => [value, n]))).toEqual(expected)
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('customers are found by name among all that are counted, not only those with the most cases', () => {
  const db = filled(CUSTOMERS.flatMap((customerId, i) => Array.from({ length: i + 1 }, () => aCase({ customerId }))))
  const asked = { queue: 'unassigned', filter: {}, by: 'customer', reach: 100, limit: 1, me: ME, now: NOW } as const
  const labels = (find: string) => now(countCases(db, { ...asked, find })).values.map(({ label, n }) => [label, n])
  expect(labels('')).toEqual([['Bergen', 2]])
  expect(labels('kommune')).toEqual([['Ås kommune', 1]])
  expect(labels('finnes ikke')).toEqual([])
  db.close()
})
