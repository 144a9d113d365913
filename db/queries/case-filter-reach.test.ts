import { afterAll, expect, test } from 'vitest'
import { orderOf } from '#shared/domain/case-filter.ts'
import { ME, NOW } from '#test/support/any-case-query.ts'
import { manyCases, now, REST } from '#test/support/filled-cases.ts'
import { countCases } from './case-filter-count.ts'
import { type FindQuery, findCases } from './case-filter-find.ts'

const many = manyCases()
afterAll(() => many.close())

test('a page that looks at no more than its reach says so, and the next goes on where it stopped', () => {
  const query: FindQuery = {
    ...REST,
    queue: 'unassigned',
    filter: { contract: ['SA9'] },
    order: orderOf('newest'),
    group: null,
  }
  const first = now(findCases(many, { ...query, reach: 500 }))
  expect(first).toMatchObject({ items: [], bounded: true, looked: 500 })
  const second = now(findCases(many, { ...query, reach: 500, after: first.next }))
  expect(second).toMatchObject({ items: [], bounded: true, looked: 1000 })
  const last = now(findCases(many, { ...query, reach: 500, after: second.next }))
  expect(last).toMatchObject({ items: [{ contract: 'SA9' }], bounded: false, next: null })
})

test('what has to be sorted is sorted among those within reach, and says so', () => {
  const query: FindQuery = {
    ...REST,
    queue: 'unassigned',
    filter: {},
    order: [{ by: 'contract', desc: true }],
    group: null,
  }
  expect(now(findCases(many, { ...query, reach: 300 }))).toMatchObject({
    bounded: true,
    looked: 300,
    total: 300,
    sorted: true,
  })
  expect(now(findCases(many, query))).toMatchObject({
    bounded: false,
    total: 1188,
    items: [{ contract: 'SA9' }, {}, {}, {}, {}, {}, {}],
  })
})

test('counting stops at its reach and says so', () => {
  const counted = now(
    countCases(many, { queue: 'unassigned', filter: {}, by: 'contract', reach: 400, limit: 9, me: ME, now: NOW }),
  )
  expect(counted).toMatchObject({ bounded: true, looked: 400, total: 400 })
})
