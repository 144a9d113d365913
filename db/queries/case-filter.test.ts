import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import {
  type CaseFilter,
  type CaseOrder,
  DueSpan,
  FilterColumn,
  GroupBy,
  orderOf,
  SortKey,
} from '#shared/domain/case-filter.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import type { FoundPage } from '#shared/contract/views.ts'
import type { Row } from '#shared/domain/tables.ts'
import { CaseState, Channel, WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import { aCase, emptyDb } from '#test/support/case-rows.ts'
import { plainQueues } from '#test/support/plain-queues.ts'
import { caseRid } from '../case-rid.ts'
import { openDb } from '../client.ts'
import { putRow } from '../rows.ts'
import { countCases } from './case-filter-count.ts'
import { type FindQuery, findCases, type InTurns } from './case-filter-find.ts'
import { planOf } from './case-filter-plan.ts'
import { sortInTurns } from './case-filter-sort.ts'
import { sliceOf } from './case-filter-walk.ts'

const ME = '0198aaaa-0000-7000-8000-00000000000a'
const OTHER = '0198aaaa-0000-7000-8000-00000000000b'
const CUSTOMERS = ['0198bbbb-0000-7000-8000-000000000001', '0198bbbb-0000-7000-8000-000000000002']
/** 13:00 at the desk. */
const NOW = '2026-03-10T12:00:00.000Z'

function now<T>(work: InTurns<T>): T {
  for (;;) {
    const turn = work.next()
    if (turn.done) return turn.value
  }
}

const at = fc
  .integer({ min: 0, max: 400 })
  .map((h) => new Date(Date.parse('2026-03-03T12:00:00Z') + h * 3_600_000).toISOString())
const WORDS = ['skjerm', 'knust', 'lader', 'ærfugl', 'tastatur']
const Case = fc
  .record({
    state: fc.constantFrom(...CaseState.options),
    waitingFor: fc.constantFrom(null, ...WaitingFor.options),
    ownerId: fc.constantFrom(null, ME, OTHER),
    customerId: fc.constantFrom(null, ...CUSTOMERS),
    contract: fc.constantFrom('SA1', 'SA2'),
    channel: fc.constantFrom(...Channel.options),
    product: fc.constantFrom('mac' as const, 'ipad' as const, 'other' as const),
    productName: fc.constantFrom('MacBook Air', 'Åpen skjerm', 'Zebra 10', 'Zebra 9'),
    faultDescription: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }).map((words) => words.join(' ')),
    flow: fc.constantFrom('workshop' as const, 'desk' as const),
    dueAt: fc.option(at, { nil: null }),
    registeredAt: at,
    changedAt: at,
  })
  .map((fields) => aCase(fields))

const some = <T>(...values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }))
const day = fc.option(fc.constantFrom('2026-03-05', '2026-03-10', '2026-03-14'))
const Filter = fc
  .record({
    state: some(...CaseState.options),
    owner: some(null, ME, OTHER),
    customer: some(null, ...CUSTOMERS),
    contract: some('SA1', 'SA2'),
    due: some(...DueSpan.options),
    waiting: some(null, ...WaitingFor.options),
    product: some('mac' as const, 'ipad' as const),
    channel: some(...Channel.options),
    from: day,
    to: day,
    text: fc.option(fc.constantFrom('skj', 'knust lader', 'ærf', 'tasta', 'finnes-ikke', '!')),
  })
  .chain((parts) => {
    const given = Object.entries(parts).filter(([, value]) => value !== null)
    return fc
      .subarray(given, { maxLength: Math.min(3, given.length) })
      .map((kept) => Object.fromEntries(kept) as CaseFilter)
  })
const Order: fc.Arbitrary<CaseOrder> = fc.oneof(
  fc.constantFrom('newest', 'oldest', 'changed', 'due').map((sort) => orderOf(sort as 'newest')),
  fc.uniqueArray(fc.record({ by: fc.constantFrom(...SortKey.options), desc: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ by }) => by,
  }),
)
const Query = fc.record({
  queue: fc.constantFrom(...QueueName.options),
  filter: Filter,
  order: Order,
  group: fc.option(fc.constantFrom(...GroupBy.options), { freq: 2 }),
})

// Everything once more in plain code.

type Case = Row<'serviceCase'>
const IN_QUEUE = plainQueues(ME, NOW)
/** The desk is an hour ahead of UTC in early March. */
const midnight = (date: string, days = 0): number => Date.parse(`${date}T00:00:00+01:00`) + days * 86_400_000
function spanOf({ dueAt }: Case): DueSpan {
  if (dueAt === null) return 'none'
  const due = Date.parse(dueAt)
  if (due <= Date.parse(NOW)) return 'overdue'
  if (due <= midnight('2026-03-10', 1)) return 'today'
  if (due <= midnight('2026-03-10', 2)) return 'tomorrow'
  return due <= midnight('2026-03-10', 7) ? 'week' : 'later'
}
const VALUE: Record<FilterColumn, (row: Case) => string | null> = {
  state: (row) => row.state,
  owner: (row) => row.ownerId,
  customer: (row) => row.customerId,
  contract: (row) => row.contract,
  due: spanOf,
  waiting: (row) => row.waitingFor,
  product: (row) => row.product,
  kind: (row) => row.kind,
  flow: (row) => row.flow,
  channel: (row) => row.channel,
}
function isWanted(row: Case, filter: CaseFilter, but?: FilterColumn): boolean {
  const columns = FilterColumn.options.every((column) => {
    const wanted: readonly (string | null)[] | undefined = filter[column]
    return column === but || wanted === undefined || wanted.includes(VALUE[column](row))
  })
  const registered = Date.parse(row.registeredAt)
  if (filter.from !== undefined && registered < midnight(filter.from)) return false
  if (filter.to !== undefined && registered >= midnight(filter.to, 1)) return false
  if (filter.text === undefined) return columns
  const words = filter.text.match(/[\p{L}\p{N}]+/gu) ?? []
  const has = `${row.productName} ${row.faultDescription}`.toLowerCase().split(/\s/)
  return columns && words.length > 0 && words.every((word) => has.some((each) => each.startsWith(word)))
}
const NAMES: Record<string, string> = {
  [ME]: 'Kari',
  [OTHER]: 'Ola',
  [CUSTOMERS[0] ?? '']: 'Ås kommune',
  [CUSTOMERS[1] ?? '']: 'Bergen',
}
const nameOf = (id: string | null): string | null => (id === null ? null : (NAMES[id] ?? null))
const KEY: Record<SortKey, (row: Case) => string | number | null> = {
  registered: (row) => caseRid(row.id, row.registeredAt),
  changed: (row) => row.changedAt,
  due: (row) => row.dueAt,
  number: (row) => row.number,
  product: (row) => ['MacBook Air', 'Zebra 9', 'Zebra 10', 'Åpen skjerm'].indexOf(row.productName),
  // In the Norwegian alphabet Å is the last letter.
  customer: (row) => ['Bergen', 'Ås kommune', 'Åse Nordmann'].indexOf(nameOf(row.customerId) ?? row.contactName),
  state: (row) => CaseState.options.indexOf(row.state),
  owner: (row) => nameOf(row.ownerId),
  contract: (row) => row.contract,
  channel: (row) => row.channel,
}
function inOrder(order: CaseOrder): (a: Case, b: Case) => number {
  return (a, b) => {
    for (const { by, desc } of order) {
      const [x, y] = [KEY[by](a), KEY[by](b)]
      if (x === y) continue
      if (x === null) return 1
      if (y === null) return -1
      return (x < y ? -1 : 1) * (desc ? -1 : 1)
    }
    return caseRid(b.id, b.registeredAt) - caseRid(a.id, a.registeredAt)
  }
}

function filled(rows: readonly Case[]): ReturnType<typeof emptyDb> {
  const db = emptyDb()
  for (const [id, username] of [
    [ME, 'kari'],
    [OTHER, 'ola'],
  ] as const)
    putRow(db, 'colleague', { id, username, name: NAMES[id] ?? '', initials: 'X', role: 'agent' }, undefined)
  for (const id of CUSTOMERS)
    putRow(
      db,
      'customer',
      { id, customerNo: id.slice(-1), name: NAMES[id] ?? '', country: 'NO', address: '' },
      undefined,
    )
  for (const row of rows) putRow(db, 'serviceCase', row, undefined)
  return db
}

const REST = { collapsed: [], reach: 10_000, after: null, limit: 7, me: ME, now: NOW } as const

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
        for (const query of queries) {
          const { queue, filter, order, group } = query
          const expected = rows.filter((row) => IN_QUEUE[queue](row) && isWanted(row, filter)).toSorted(inOrder(order))
          const { items, first } = everyPage(db, { ...REST, ...query })
          if (group === null) expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
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

const many = filled(
  Array.from({ length: 1200 }, (_, i) =>
    aCase({
      ownerId: i % 100 === 0 ? ME : null,
      contract: i === 3 ? 'SA9' : 'SA1',
      registeredAt: new Date(Date.parse('2026-01-01T00:00:00Z') + i * 60_000).toISOString(),
    }),
  ),
)
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

test('customers are found by name among all that are counted, not only those with the most cases', () => {
  const db = filled(CUSTOMERS.flatMap((customerId, i) => Array.from({ length: i + 1 }, () => aCase({ customerId }))))
  const asked = { queue: 'unassigned', filter: {}, by: 'customer', reach: 100, limit: 1, me: ME, now: NOW } as const
  const labels = (find: string) => now(countCases(db, { ...asked, find })).values.map(({ label, n }) => [label, n])
  expect(labels('')).toEqual([['Bergen', 2]])
  expect(labels('kommune')).toEqual([['Ås kommune', 1]])
  expect(labels('finnes ikke')).toEqual([])
  db.close()
})

test('a sorted list that was kept is made anew when another connection has written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-lists-'))
  const options = { file: join(folder, 'desk.sqlite'), migrations: join(import.meta.dirname, '../migrations') }
  const [window, background] = [openDb(options), openDb(options)]
  try {
    const asked = {
      queue: 'unassigned',
      filter: {},
      order: orderOf('newest'),
      group: 'state',
      me: ME,
      now: NOW,
    } as const
    const total = () => now(findCases(window, { ...asked, collapsed: [], reach: 100, after: null, limit: 10 })).total
    putRow(background, 'serviceCase', aCase(), undefined)
    expect([total(), total()]).toEqual([1, 1])
    putRow(background, 'serviceCase', aCase(), undefined)
    expect(total()).toBe(2)
  } finally {
    window.close()
    background.close()
    rmSync(folder, { recursive: true })
  }
})

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

test('a list is sorted in turns as it is at once, and what is equal keeps its order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat())), (pairs) => {
      const compare = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0]
      expect(now(sortInTurns(pairs, compare))).toEqual(pairs.toSorted(compare))
    }),
  )
})
