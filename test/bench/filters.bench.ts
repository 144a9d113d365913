import { findCases, type FindQuery } from '#db/queries/case-filter-find.ts'
import { SORT_OF, sqlOf } from '#db/queries/case-filter.ts'
import { type Driver, planOf } from '#db/queries/case-filter-plan.ts'
import { sliceOf } from '#db/queries/case-filter-walk.ts'
import { LIST_COLUMNS, LIST_JOINS } from '#db/queries/list-item.ts'
import type { Bind, ReadDb } from '#db/client.ts'
import { inTurns } from '#electron/data/lib/in-turns.ts'
import { createRandom } from '#backend/demo/random.ts'
import { type CaseFilter, type CaseOrder, SortKey, USUAL_REACH } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { ME } from './dataset/reference.ts'
import { WORDS } from './dataset/words.ts'
import { type BenchResult, measured, type Samples } from './result.ts'
import { timed } from './sampling.ts'
import { type OnDevice, withDataset } from './with-dataset.ts'

const QUEUES: readonly QueueName[] = ['closed', 'unassigned']
const GOAL = 2
/** A frame of the window, which waits for no more than one slice. */
const SLICE_GOAL_MS = 16
const CANCELLED = 100

type Asked = { readonly query: FindQuery; readonly what: string }

/**
 * Every filter in every order on the largest queue and on a small one, each asked for once: until the first 50 rows are there, the
 * slices in which the thread is held, and how long it takes after nobody wants the answer any more. The limit is the same statement
 * over the same cases in one piece, bare; it sorts texts by their bytes.
 */
export const benchFilters = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, async (device) => {
    const asked = questions(device)
    const slices: number[] = []
    const along: Pair = { ours: [], limit: [] }
    const sorted: Pair = { ours: [], limit: [] }
    const found: Pair = { ours: [], limit: [] }
    let slowest = { what: '', ours: 0, limit: 0 }
    for (const [i, { query, what }] of asked.entries()) {
      const bare = bareOf(device.profile.db, query)
      const ours = (): number => timed(() => whole(device.profile.db, query, slices))
      const pair = query.filter.text !== undefined ? found : bare.sorted ? sorted : along
      const steps = [
        () => pair.ours.push(ours()),
        () => pair.limit.push(timed(() => device.raw.all(bare.sql, ...bare.binds))),
      ]
      for (const step of i % 2 === 0 ? steps : steps.reverse()) step()
      const last = { what, ours: pair.ours.at(-1) ?? 0, limit: pair.limit.at(-1) ?? 0 }
      if (last.ours > slowest.ours) slowest = last
    }
    const reach = `at most ${USUAL_REACH} cases looked at`
    const told = { unit: 'ms', goal: null } as const
    return [
      measured({ name: 'filters', unit: 'ms', ...along, goal: GOAL, about: `first 50 along an index, ${reach}` }),
      measured({
        name: 'filters-sorted',
        unit: 'ms',
        ...sorted,
        goal: GOAL,
        about: `first 50 of all, sorted, ${reach}`,
      }),
      measured({ name: 'filters-slowest', ...told, ours: [slowest.ours], limit: [slowest.limit], about: slowest.what }),
      measured({
        name: 'filters-text',
        ...told,
        ...found,
        about: `first 50 of what a text finds, ${reach}; limit: the newest of the word alone`,
      }),
      measured({ name: 'filters-slice', unit: 'ms', ours: slices, goal: SLICE_GOAL_MS, goalOn: 'figure' }),
      measured({
        name: 'filters-cancel',
        unit: 'ms',
        ours: await cancelled(device, asked),
        goal: SLICE_GOAL_MS,
        goalOn: 'figure',
        about: 'from when it is no longer wanted until the thread is free',
      }),
    ]
  })

type Pair = { readonly ours: number[]; readonly limit: number[] }

function questions({ profile: { db }, now }: OnDevice): Asked[] {
  return QUEUES.flatMap((queue) =>
    Object.entries(filtersOn(db)).flatMap(([name, filter]) =>
      ORDERS.map((order) => ({
        what: `${queue}, ${name}, by ${order.map(({ by }) => by).join(' and ')}`,
        query: {
          queue,
          filter,
          order,
          group: null,
          me: ME.id,
          now,
          collapsed: [],
          reach: USUAL_REACH,
          after: null,
          limit: 50,
        },
      })),
    ),
  )
}

const ORDERS: readonly CaseOrder[] = [
  ...SortKey.options.map((by) => [{ by, desc: by === 'registered' || by === 'changed' }]),
  [
    { by: 'state', desc: false },
    { by: 'due', desc: false },
  ],
  [
    { by: 'product', desc: false },
    { by: 'customer', desc: true },
    { by: 'registered', desc: true },
  ],
]

/** From what half of all cases have to what hardly any has. */
function filtersOn(db: ReadDb): Record<string, CaseFilter> {
  const owner = db.value<string>('select id from colleague where id <> ? order by id limit 1', ME.id) ?? ME.id
  const customer = db.value<string>('select customer_id from service_case where customer_id is not null limit 1') ?? ''
  return {
    product: { product: ['mac'] },
    contract: { contract: ['SA0020011'] },
    channel: { channel: ['letter', 'phone-abroad'] },
    state: { state: ['cancelled', 'registered'] },
    owner: { owner: [owner, null] },
    customer: { customer: [customer] },
    due: { due: ['overdue', 'today', 'tomorrow'] },
    days: { from: '2024-03-01', to: '2024-05-31' },
    'product, channel and days': { product: ['mac', 'ipad'], channel: ['letter'], from: '2020-01-01' },
    nothing: { kind: ['lenovo-onsite'], product: ['ipad'] },
    'frequent text': { text: WORDS.half },
    'rare text': { text: WORDS.rare, kind: ['apple'] },
  }
}

/** The first page, as the data process makes it: in slices, each of which is noted. */
function whole(db: ReadDb, query: FindQuery, slices: number[]): void {
  const work = findCases(db, query)
  const turn = (): boolean => {
    const start = performance.now()
    const { done } = work.next()
    slices.push(performance.now() - start)
    return done === true
  }
  while (!turn());
}

type Bare = { readonly sql: string; readonly binds: readonly Bind[]; readonly sorted: boolean }

/** The statement in one piece. */
function bareOf(db: ReadDb, query: FindQuery): Bare {
  const { parts, hit, sort } = planOf(db, query)
  const extra = Object.fromEntries(query.order.map(({ by }, i) => [`k${i}`, sqlOf(SORT_OF[by].sql)]))
  const joins = 'left join customer cu on cu.id = c.customer_id left join colleague co on co.id = c.owner_id'
  const more = sort === null ? { extra, joins } : {}
  const looked = parts.map((driver) => {
    const way = query.filter.text === undefined ? driver : wordAlone(driver, query.filter.text, query.reach)
    return sliceOf({ driver: way, sort: sort ?? driver.sorts[0] ?? 'newest', hit, ...more }, null, query.reach)
  })
  const order = query.order.map(({ desc }, i) => `k${i} is null, k${i} ${desc ? 'desc' : 'asc'}`).join(', ')
  const inside = looked.map(({ sql }) => `select * from (${sql})`).join(' union all ')
  const rids = `select rid from (${inside}) where hit = 1 ${sort === null ? `order by ${order}, rid desc` : ''} limit 50`
  return {
    sql: `select ${LIST_COLUMNS} from service_case c ${LIST_JOINS} where c.rid in (${rids})`,
    binds: looked.flatMap(({ binds }) => binds),
    sorted: sort === null,
  }
}

/** The search's own index in place of what looks in all of them. */
const wordAlone = (driver: Driver, word: string, most: number): Driver => ({
  ...driver,
  from: () =>
    `(select rowid as found from case_text where case_text match '"${word}"' order by rowid desc limit ${most})
     cross join service_case c on c.rid = found`,
})

/** Each is given up at some moment within its first tenth of a second, unless it has ended by then. */
async function cancelled({ profile: { db } }: OnDevice, asked: readonly Asked[]): Promise<Samples> {
  const random = createRandom(3)
  const taken: number[] = []
  for (let i = 0; i < CANCELLED; i++) {
    const given = new AbortController()
    const { query } = random.pick(asked)
    const wait = random.next() * 100
    const start = performance.now()
    const timer = sleep(wait).then(() => given.abort())
    // Another moment than before, so that no answer is at hand.
    const now = new Date(Date.parse(query.now) - (i + 1) * 60_000).toISOString()
    const ended = await inTurns(findCases(db, { ...query, now }), given.signal).then(
      () => true,
      () => false,
    )
    if (!ended) taken.push(performance.now() - start - wait)
    await timer
  }
  return taken
}
