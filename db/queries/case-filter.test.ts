import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FoundPage } from '#shared/contract/views.ts'
import { indexedSort } from '#shared/domain/case-filter.ts'
import { Case, ME, NOW, Query } from '#test/support/any-case-query.ts'
import type { emptyDb } from '#test/support/case-rows.ts'
import { filled, now, REST } from '#test/support/filled-cases.ts'
import { IN_QUEUE, inOrder, isWanted, VALUE } from '#test/support/plain-case-filter.ts'
import { countCases } from './case-filter-count.ts'
import { type FindQuery, findCases } from './case-filter-find.ts'

function everyPage(db: ReturnType<typeof emptyDb>, query: Omit<FindQuery, 'after'>) {
  const items: { id: string; group?: string | null | undefined }[] = []
  let after: string | null = null
  let first: FoundPage | undefined
  do {
    const page: FoundPage = now(findCases(db, { ...query, after }))
    first ??= page
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return { items, first }
}

test('filtered, sorted and grouped pages are those of a plain filter over all cases, and so are the counts', () => {
  fc.assert(
    fc.property(
      fc.array(Case, { maxLength: 60 }),
      fc.array(Query, { minLength: 4, maxLength: 12 }),
      (rows, queries) => {
        const db = filled(rows)
        const dueOf = (id: string) => rows.find((row) => row.id === id)?.dueAt
        for (const query of queries) {
          const { queue, filter, order, group } = query
          const expected = rows.filter((row) => IN_QUEUE[queue](row) && isWanted(row, filter)).toSorted(inOrder(order))
          const { items, first } = everyPage(db, { ...REST, ...query })
          if (group === null && indexedSort(queue, order) === 'due') {
            // Of two that are due at one moment the index gives the older first, a sort the newer.
            expect(items.map(({ id }) => dueOf(id))).toEqual(expected.map(({ dueAt }) => dueAt))
            expect(new Set(items.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)))
          } else if (group === null) expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
          else {
            const groups = first?.groups ?? []
            expect(groups.map(({ value, n }) => [value, n])).toEqual(
              groups.map(({ value }) => [value, expected.filter((row) => VALUE[group](row) === value).length]),
            )
            expect(items.map(({ id, group: value }) => [id, value])).toEqual(
              groups.flatMap(({ value }) =>
                expected.filter((row) => VALUE[group](row) === value).map(({ id }) => [id, value]),
              ),
            )
            const [closed] = groups
            if (closed !== undefined) {
              const open = everyPage(db, { ...REST, ...query, collapsed: [closed.value] })
              expect(open.items.map(({ id }) => id)).toEqual(
                items.filter((item) => item.group !== closed.value).map(({ id }) => id),
              )
            }
          }
          expect(first?.bounded).toBe(false)
          const counted = now(countCases(db, { queue, filter, by: null, reach: 10_000, limit: 50, me: ME, now: NOW }))
          expect(counted).toMatchObject({ total: expected.length, bounded: false })
        }
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})
