import { type CaseFilter, type CaseOrder, type GroupBy, indexedSort } from '#shared/domain/case-filter.ts'
import type { QueueName, QueueSort } from '#shared/domain/queue.ts'
import type { ReadDb } from '../client.ts'
import { allOf, conditionsOf, dueEnds, type Days, daysOf, type Sql, sqlOf } from './case-filter.ts'
import { textSource } from './case-filter-text.ts'
import { QUEUES } from './queue.ts'
import type { Source } from './search-source.ts'

/** One way into the cases: an index (or the search) with what it is asked for, and in which orders it gives them. */
export type Driver = {
  /** What stands behind `from`, with `c` as the case. */
  readonly from: (sort: QueueSort) => string
  /** What the index itself is searched for: nothing that it would have to look past. `begun`: the walk stands within it. */
  readonly where: (sort: QueueSort, begun: boolean) => Sql
  readonly sorts: readonly QueueSort[]
  /** Of a search: what finds the cases, newest first, in place of an index. */
  readonly source?: Source
}

type Candidate = { readonly parts: readonly Driver[]; readonly size: number }

/** The ways that are walked one after the other; `sort`: in this order, the one that was asked for; null: sorted afterwards. */
export type Plan = { readonly parts: readonly Driver[]; readonly hit: Sql; readonly sort: QueueSort | null }

export type Asked = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly order: CaseOrder
  readonly group: GroupBy | null
  readonly me: string
  readonly now: string
}

/** So many are read whole and sorted rather than looked for along the order that was asked for. */
const SORT_AT_ONCE = 4000

const CHANGED = ['newest', 'oldest', 'changed'] as const
const BY_RID = ['newest', 'oldest'] as const

/**
 * Days of registration narrow an index only where the rowid follows at once. A walk that has begun is past one end of them: of two
 * conditions at the same end SQLite may take that one, and would look from there on again at each slice.
 */
const indexed = (byRid: string, byChanged: string | null, where: Sql, days: Days): Driver => ({
  from: (sort) => `service_case c indexed by ${sort === 'changed' && byChanged !== null ? byChanged : byRid}`,
  where: (sort, begun) => {
    if (sort !== 'newest' && sort !== 'oldest') return where
    const [first, last] = sort === 'newest' ? [days.to, days.from] : [days.from, days.to]
    return allOf([where, ...(begun ? [] : first), ...last])
  },
  sorts: byChanged === null ? BY_RID : CHANGED,
})

const byDue = (where: Sql): Driver => ({
  from: () => 'service_case c indexed by case_by_due',
  where: () => where,
  sorts: ['due'],
})

/** The best way into what is asked for. Every way but the queue's own must lie within the queue, or its condition is checked too. */
export function planOf(db: ReadDb, asked: Asked): Plan {
  const { filter, queue } = asked
  const spec = QUEUES[queue]
  const inQueue: Sql = { sql: spec.where, binds: spec.binds(asked) }
  const hit = allOf([inQueue, ...conditionsOf(filter, asked.now)])
  const wanted = asked.group === null ? indexedSort(queue, asked.order) : null
  const days = daysOf(filter)

  if (filter.text !== undefined) {
    const source = textSource(db, filter.text)
    const found: Driver = { from: () => 'service_case c', where: () => allOf([]), sorts: ['newest'], source }
    return { parts: [found], hit, sort: wanted === 'newest' ? wanted : null }
  }

  const own = queue === 'due-soon' ? byDue(inQueue) : indexed(spec.byRid, spec.byChanged, inQueue, days)
  const best = candidates(db, asked, days).reduce<Candidate>((least, next) => (next.size < least.size ? next : least), {
    parts: [own],
    size: sizeOfQueue(db, asked),
  })
  const alone = best.parts.length === 1 ? best.parts[0] : undefined
  if (wanted !== null && alone?.sorts.includes(wanted)) return { parts: [alone], hit, sort: wanted }
  if (wanted !== null && best.size > SORT_AT_ONCE && own.sorts.includes(wanted))
    return { parts: [own], hit, sort: wanted }
  return { parts: best.parts, hit, sort: null }
}

const bucket = (db: ReadDb, name: string): number =>
  db.value<number>('select n from queue_count where bucket = ?', name) ?? 0

function sizeOfQueue(db: ReadDb, { queue, me, now }: Asked): number {
  switch (queue) {
    case 'mine':
      return bucket(db, `owner:${me}`)
    case 'unassigned':
      return bucket(db, 'owner:')
    case 'due-soon':
      return dueUpTo(db, dueEnds(now).tomorrow)
    case 'waiting-customer':
      return bucket(db, 'waiting:customer')
    case 'workbench':
      return bucket(db, 'bench')
    case 'awaiting-parts':
      return bucket(db, 'waiting:part')
    case 'ready':
      return bucket(db, 'ready')
    case 'closed':
      return bucket(db, 'ended')
  }
}

/** No more are counted than make a difference. */
const COUNTED = 20_000

const dueUpTo = (db: ReadDb, end: string): number =>
  db.value<number>(
    `select count(*) from (select 1 from service_case indexed by case_by_due
       where open = 1 and due_at is not null and due_at <= ? limit ${COUNTED})`,
    end,
  ) ?? 0

const ofCustomer = (db: ReadDb, id: string): number =>
  db.value<number>(
    `select count(*) from (select 1 from service_case indexed by case_by_customer
       where customer_id = ? and customer_id is not null limit ${COUNTED})`,
    id,
  ) ?? 0

/** The other ways in that a filter opens, each with how many cases lie along it. */
function candidates(db: ReadDb, { queue, filter, now }: Asked, days: Days): Candidate[] {
  const found: Candidate[] = []
  const add = (drivers: readonly Driver[], size: number): void => void found.push({ parts: drivers, size })
  const { customer, owner, waiting, due, state } = filter
  if (customer !== undefined && customer.every((id) => id !== null))
    add(
      customer.map((id) =>
        indexed('case_by_customer', null, sqlOf('c.customer_id = +? and c.customer_id is not null', id), days),
      ),
      sum(customer.map((id) => ofCustomer(db, id))),
    )
  if (state?.length === 1 && state[0] === 'ready')
    add([indexed('case_ready', 'case_ready_changed', sqlOf(`c.state = 'ready'`), days)], bucket(db, 'ready'))
  if (queue === 'closed') return found
  if (owner !== undefined)
    add(
      owner.map((id) =>
        indexed(
          'case_by_owner',
          'case_by_owner_changed',
          id === null ? sqlOf('c.owner_id is null and c.open = 1') : sqlOf('c.owner_id = +? and c.open = 1', id),
          days,
        ),
      ),
      sum(owner.map((id) => bucket(db, `owner:${id ?? ''}`))),
    )
  if (waiting !== undefined && waiting.every((each) => each !== null))
    add(
      waiting.map((each) =>
        indexed(
          'case_by_waiting',
          'case_by_waiting_changed',
          sqlOf('c.open = 1 and c.waiting_for = +? and c.waiting_for is not null', each),
          days,
        ),
      ),
      sum(waiting.map((each) => bucket(db, `waiting:${each}`))),
    )
  const end = due === undefined ? null : lastEnd(due, now)
  if (end !== null) add([byDue(sqlOf('c.open = 1 and c.due_at is not null and c.due_at <= ?', end))], dueUpTo(db, end))
  return found
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

/** The end of the farthest span; null where there is none, or where also what has no promise is wanted. */
function lastEnd(spans: readonly string[], now: string): string | null {
  if (spans.includes('later') || spans.includes('none')) return null
  const ends = dueEnds(now)
  const last = (['week', 'tomorrow', 'today', 'overdue'] as const).find((span) => spans.includes(span))
  return last === undefined ? null : ends[last]
}
