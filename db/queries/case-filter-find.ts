import type { FoundPage } from '#shared/contract/views.ts'
import type { CaseOrder } from '#shared/domain/case-filter.ts'
import type { ReadDb } from '../client.ts'
import { LABEL_OF, SORT_OF, type Sql, sqlOf, valueOf } from './case-filter.ts'
import { type Asked, type Driver, type Plan, planOf } from './case-filter-plan.ts'
import {
  compareGroups,
  compareKeys,
  type GroupValue,
  type Keyed,
  sortable,
  sortInTurns,
  withRanks,
} from './case-filter-sort.ts'
import { type Looked, type Place, walk } from './case-filter-walk.ts'
import { type FoundItem, LIST_COLUMNS, LIST_JOINS, toItem } from './list-item.ts'

export type FindQuery = Asked & {
  /** Groups whose cases are left out, by value. */
  readonly collapsed: readonly (string | null)[]
  /** So many cases are looked at for a page, or for the whole where the answer has to be sorted. */
  readonly reach: number
  readonly after: string | null
  readonly limit: number
}

/** Long work that others may come between: each `next` holds the thread for a few milliseconds. */
export type InTurns<T> = Generator<undefined, T>

/**
 * Cases of a queue, narrowed, sorted and grouped at will. Where an index gives the order, it is walked until the page is full;
 * otherwise what lies within reach is gathered and sorted. Either way at most `reach` cases are looked at, and the answer says so.
 */
export function* findCases(db: ReadDb, query: FindQuery): InTurns<FoundPage> {
  const plan = planOf(db, query)
  const [alone] = plan.parts
  return plan.sort !== null && alone !== undefined
    ? yield* alongIndex(db, query, alone, plan)
    : yield* gathered(db, query, plan)
}

/** Page by page along one index; the cursor is where the walk stands, and how many were looked at so far. */
function* alongIndex(db: ReadDb, q: FindQuery, driver: Driver, { hit, sort }: Plan): InTurns<FoundPage> {
  const from = readPlace(q.after)
  const rids: number[] = []
  let looked = from?.looked ?? 0
  let place: Place | null = from?.place ?? null
  let full = false
  let atEnd = true
  const slices = walk(db, { driver, sort: sort ?? 'newest', hit, after: place, most: q.reach })
  for (const slice of slices) {
    for (const row of slice) {
      if (row.hit === 1 && rids.length === q.limit) {
        full = true
        break
      }
      looked += 1
      place = row
      if (row.hit === 1) rids.push(row.rid)
    }
    if (full) break
    yield
  }
  const most = (from?.looked ?? 0) + q.reach
  if (full || looked >= most) atEnd = false
  return {
    items: itemsOf(db, rids),
    next: atEnd || place === null ? null : `${String(looked)} ${String(place.rid)} ${place.pos ?? ''}`,
    looked,
    bounded: !full && !atEnd,
    sorted: false,
    total: null,
    groups: null,
  }
}

function readPlace(text: string | null): { looked: number; place: Place } | null {
  const [looked, rid, pos] = text?.split(' ') ?? []
  if (!Number.isSafeInteger(Number(looked)) || rid === undefined || !Number.isSafeInteger(Number(rid))) return null
  return { looked: Number(looked), place: { rid: Number(rid), pos: pos === undefined || pos === '' ? null : pos } }
}

type Group = GroupValue & { readonly rids: readonly number[] }
type Gathered = { readonly groups: readonly Group[]; readonly looked: number; readonly bounded: boolean }

/** Everything within reach, sorted; kept until something changes, since its next page is asked for soon. */
function* gathered(db: ReadDb, q: FindQuery, plan: Plan): InTurns<FoundPage> {
  const all = yield* remembered(db, q, plan)
  const start = Math.max(0, Number(q.after) || 0)
  const open = all.groups.filter(({ value }) => !q.collapsed.includes(value))
  const shown = partOf(open, start, start + q.limit)
  const items = itemsOf(
    db,
    shown.map(({ rid }) => rid),
  )
  const length = open.reduce((sum, { rids }) => sum + rids.length, 0)
  return {
    items: q.group === null ? items : items.map((item, i) => ({ ...item, group: shown[i]?.value ?? null })),
    next: start + q.limit < length ? String(start + q.limit) : null,
    looked: all.looked,
    bounded: all.bounded,
    sorted: true,
    total: all.groups.reduce((sum, { rids }) => sum + rids.length, 0),
    groups: q.group === null ? null : all.groups.map(({ value, label, rids }) => ({ value, label, n: rids.length })),
  }
}

/** The cases from one place to another, as if the groups stood in one row. */
function partOf(groups: readonly Group[], start: number, end: number): { rid: number; value: string | null }[] {
  const part: { rid: number; value: string | null }[] = []
  let before = 0
  for (const { value, rids } of groups) {
    const own = rids.slice(Math.max(0, start - before), Math.max(0, end - before))
    part.push(...own.map((rid) => ({ rid, value })))
    before += rids.length
    if (before >= end) break
  }
  return part
}

const LAST = new WeakMap<ReadDb, { readonly key: string; readonly all: Gathered }>()

function* remembered(db: ReadDb, q: FindQuery, plan: Plan): InTurns<Gathered> {
  const { queue, filter, order, group, me, reach, now } = q
  // Counts what this connection wrote, and which commits of others it has seen; a ready-made file is a fill that has ended.
  const version = (): string =>
    db.value<string>(
      `select total_changes() || '-' || data_version || '-' || filled from pragma_data_version, sync_state where one = 1`,
    ) ?? ''
  // Within a minute no promise changes its span.
  const what = JSON.stringify([queue, filter, order, group, me, reach, now.slice(0, 16)])
  const key = `${version()} ${what}`
  const last = LAST.get(db)
  if (last?.key === key) return last.all
  const all = yield* gather(db, q, plan)
  if (`${version()} ${what}` === key) LAST.set(db, { key, all })
  return all
}

/** So many are put into their groups before others get their turn. */
const PLACED_AT_ONCE = 10_000

function* gather(db: ReadDb, q: FindQuery, { parts, hit }: Plan): InTurns<Gathered> {
  const extra: Record<string, Sql> = Object.fromEntries(
    q.order.map(({ by }, i) => [`k${String(i)}`, sqlOf(SORT_OF[by].sql)]),
  )
  if (q.group !== null) {
    extra['grp'] = valueOf(q.group, q.now)
    extra['label'] = sqlOf(LABEL_OF[q.group] ?? 'null')
  }
  const found: (Keyed & { readonly row: Looked })[] = []
  let left = q.reach
  for (const driver of parts) {
    const sort = driver.sorts[0] ?? 'newest'
    for (const slice of walk(db, {
      driver,
      sort,
      hit,
      extra,
      joins: joinsOf(q.order, q.group),
      after: null,
      most: left,
    })) {
      left -= slice.length
      for (const row of slice) {
        if (row.hit === 0) continue
        found.push({ rid: row.rid, keys: q.order.map(({ by }, i) => sortable(by, row[`k${String(i)}`] ?? null)), row })
      }
      yield
    }
    if (left === 0) break
  }
  const ranked = yield* withRanks(found, q.order)
  const sorted = yield* sortInTurns(ranked, compareKeys(q.order))
  const groups = new Map<string | null, { value: string | null; label: string | null; rids: number[] }>()
  let placed = 0
  for (const { rid, row } of sorted) {
    const value = q.group === null ? null : (row['grp'] as string | null)
    const group = groups.get(value)
    if (++placed % PLACED_AT_ONCE === 0) yield
    if (group === undefined) groups.set(value, { value, label: (row['label'] as string | null) ?? null, rids: [rid] })
    else group.rids.push(rid)
  }
  const inOrder = q.group === null ? [...groups.values()] : [...groups.values()].toSorted(compareGroups(q.group))
  return { groups: inOrder, looked: q.reach - left, bounded: left === 0 }
}

function joinsOf(order: CaseOrder, group: FindQuery['group']): string {
  const wants = (by: 'customer' | 'owner'): boolean => group === by || order.some((each) => each.by === by)
  return [
    ...(wants('customer') ? ['left join customer cu on cu.id = c.customer_id'] : []),
    ...(wants('owner') ? ['left join colleague co on co.id = c.owner_id'] : []),
  ].join(' ')
}

/** The lines of a list, in the order of their rowids. */
function itemsOf(db: ReadDb, rids: readonly number[]): FoundPage['items'] {
  const found = db.all<FoundItem>(
    `select ${LIST_COLUMNS} from service_case c ${LIST_JOINS} where c.rid in (select value from json_each(?))`,
    JSON.stringify(rids),
  )
  const byRid = new Map(found.map((item) => [item.rid, item]))
  return rids.flatMap((rid) => {
    const item = byRid.get(rid)
    return item === undefined ? [] : [toItem(item)]
  })
}
