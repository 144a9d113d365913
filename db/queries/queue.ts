import type { QueueCounts, QueuePage } from '#shared/contract/views.ts'
import { DUE_SOON_HOURS, type QueueName, type QueueSort } from '#shared/domain/queue.ts'
import type { Bind, ReadDb } from '../client.ts'
import { type FoundItem, LIST_COLUMNS, LIST_JOINS, toItem } from './list-item.ts'

/**
 * The built-in queues: keyset pages, each order served by one index that is named here, so that SQLite refuses a statement that
 * its index cannot serve instead of scanning. The conditions repeat those of the partial indexes in `schema/service-case.ts`.
 * `+?`: behind `limit`, and for what a sorted index is searched for, SQLite looks at the value of a bare `?` and plans the statement
 * anew at each call, a third of what a page takes.
 */
type Queue = {
  readonly where: string
  /** What the condition is filled with, from who looks and when. */
  readonly binds: (q: { me: string; now: string }) => readonly Bind[]
  /** The index for newest and oldest, and the one for "changed"; "due" has one of its own. */
  readonly byRid: string
  readonly byChanged: string
}

const BENCH = `c.state in ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping')`
const none = (): readonly Bind[] => []

export const QUEUES: Readonly<Record<QueueName, Queue>> = {
  mine: {
    where: 'c.owner_id = +? and c.open = 1',
    binds: (q) => [q.me],
    byRid: 'case_by_owner',
    byChanged: 'case_by_owner_changed',
  },
  unassigned: {
    where: 'c.owner_id is null and c.open = 1',
    binds: none,
    byRid: 'case_by_owner',
    byChanged: 'case_by_owner_changed',
  },
  'due-soon': {
    where: 'c.open = 1 and c.due_at is not null and c.due_at <= ?',
    binds: (q) => [dueSoonUntil(q.now)],
    byRid: 'case_by_due',
    byChanged: 'case_by_due',
  },
  'waiting-customer': {
    where: `c.open = 1 and c.waiting_for = 'customer' and c.waiting_for is not null`,
    binds: none,
    byRid: 'case_by_waiting',
    byChanged: 'case_by_waiting_changed',
  },
  workbench: {
    where: `c.flow = 'workshop' and ${BENCH}`,
    binds: none,
    byRid: 'case_on_bench',
    byChanged: 'case_on_bench_changed',
  },
  'awaiting-parts': {
    where: `c.open = 1 and c.waiting_for = 'part' and c.waiting_for is not null`,
    binds: none,
    byRid: 'case_by_waiting',
    byChanged: 'case_by_waiting_changed',
  },
  ready: { where: `c.state = 'ready'`, binds: none, byRid: 'case_ready', byChanged: 'case_ready_changed' },
  closed: { where: 'c.open = 0', binds: none, byRid: 'case_ended', byChanged: 'case_ended_changed' },
}

export const ORDERS: Readonly<Record<QueueSort, { order: string; after: string }>> = {
  newest: { order: 'c.rid desc', after: 'c.rid < ?' },
  oldest: { order: 'c.rid', after: 'c.rid > ?' },
  changed: { order: 'c.changed_at desc, c.rid desc', after: '(c.changed_at, c.rid) < (?, ?)' },
  due: { order: 'c.due_at, c.rid', after: '(c.due_at, c.rid) > (?, ?)' },
}

export type QueueQuery = {
  readonly queue: QueueName
  readonly sort: QueueSort
  readonly after: string | null
  readonly limit: number
  readonly me: string
  /** "Due soon" is counted from here. */
  readonly now: string
}

const dueSoonUntil = (now: string): string => new Date(Date.parse(now) + DUE_SOON_HOURS * 3_600_000).toISOString()

/** A cursor is `rid` or `value rid`; null for text that is none, which starts from the beginning. */
function readCursor(text: string | null, sort: QueueSort): Bind[] | null {
  const parts = text?.split(' ') ?? []
  const rid = Number(parts.at(-1))
  if (text === null || !Number.isSafeInteger(rid)) return null
  if (sort === 'newest' || sort === 'oldest') return [rid]
  return parts.length === 2 && parts[0] !== undefined ? [parts[0], rid] : null
}

function cursorOf(item: FoundItem, sort: QueueSort): string {
  if (sort === 'newest' || sort === 'oldest') return String(item.rid)
  return `${sort === 'due' ? item.dueAt : item.changedAt} ${item.rid}`
}

/** The statement of a page and its parameters; the plan of each is checked by a test. */
export function queueStatement(q: QueueQuery): { sql: string; params: Bind[] } {
  const queue = QUEUES[q.queue]
  const { order, after } = ORDERS[q.sort]
  const cursor = readCursor(q.after, q.sort)
  const index = q.sort === 'changed' ? queue.byChanged : q.sort === 'due' ? 'case_by_due' : queue.byRid
  const sql = `select ${LIST_COLUMNS} from service_case c indexed by ${index} ${LIST_JOINS}
    where ${queue.where}${cursor === null ? '' : ` and ${after}`} order by ${order} limit +?`
  return { sql, params: [...queue.binds(q), ...(cursor ?? []), q.limit + 1] }
}

/** A page, and the cursor of the next while there is one. */
export function listQueue(db: ReadDb, q: QueueQuery): QueuePage {
  const { sql, params } = queueStatement(q)
  const found = db.all<FoundItem>(sql, ...params)
  const page = found.slice(0, q.limit)
  const last = page.at(-1)
  return { items: page.map(toItem), next: found.length > q.limit && last ? cursorOf(last, q.sort) : null }
}

export const DUE_COUNT_SQL = `select count(*) from service_case indexed by case_by_due
  where open = 1 and due_at is not null and due_at <= ?`

const COUNTS_SQL = `select bucket, n from queue_count
  where bucket in ('owner:' || ?, 'owner:', 'waiting:customer', 'bench', 'waiting:part', 'ready', 'ended')`

/** How many stand in each queue: exact, from the counters; "due soon" moves with the clock and is counted over its index. */
export function countQueues(db: ReadDb, q: { me: string; now: string }): QueueCounts {
  const counts = new Map(db.all<{ bucket: string; n: number }>(COUNTS_SQL, q.me).map(({ bucket, n }) => [bucket, n]))
  const count = (bucket: string): number => counts.get(bucket) ?? 0
  return {
    mine: count(`owner:${q.me}`),
    unassigned: count('owner:'),
    'due-soon': db.value<number>(DUE_COUNT_SQL, dueSoonUntil(q.now)) ?? 0,
    'waiting-customer': count('waiting:customer'),
    workbench: count('bench'),
    'awaiting-parts': count('waiting:part'),
    ready: count('ready'),
    closed: count('ended'),
  }
}
