import type { ValueCounts } from '#shared/contract/views.ts'
import type { FilterColumn } from '#shared/domain/case-filter.ts'
import type { ReadDb } from '../client.ts'
import { allOf, conditionsOf, LABEL_OF, type Sql, valueOf } from './case-filter.ts'
import { quoted } from './search-codes.ts'
import type { InTurns } from './case-filter-find.ts'
import { type Asked, planOf } from './case-filter-plan.ts'
import { compareGroups } from './case-filter-sort.ts'
import { walk } from './case-filter-walk.ts'
import { QUEUES } from './queue.ts'

export type CountQuery = Omit<Asked, 'order' | 'group'> & {
  /** The column whose values are counted, as if it were not filtered; null counts the cases alone. */
  readonly by: FilterColumn | null
  /** Only customers of this name, where customers are counted; at least three letters of it. */
  readonly find?: string
  readonly reach: number
  /** So many values are answered, those with the most cases. */
  readonly limit: number
}

/** Fewer have no trigram. */
const LEAST_LETTERS = 3

/** How many cases of a narrowed queue there are, and how many have each value of a column. At most `reach` are looked at. */
export function* countCases(db: ReadDb, { by, find = '', reach, limit, ...asked }: CountQuery): InTurns<ValueCounts> {
  const { [by ?? 'state']: own, ...others } = asked.filter
  const filter = by === null ? asked.filter : others
  const plan = planOf(db, { ...asked, filter, order: [{ by: 'registered', desc: true }], group: 'state' })
  const extra: Readonly<Record<string, Sql>> = by === null ? {} : { v: valueOf(by, asked.now) }
  const inQueue = QUEUES[asked.queue]
  const hit = allOf([{ sql: inQueue.where, binds: inQueue.binds(asked) }, ...conditionsOf(filter, asked.now)])
  const counts = new Map<string | null, number>()
  let total = 0
  let left = reach
  for (const driver of plan.parts) {
    const sort = driver.sorts[0] ?? 'newest'
    for (const slice of walk(db, { driver, sort, hit, extra, after: null, most: left })) {
      left -= slice.length
      for (const row of slice) {
        if (row.hit === 0) continue
        total += 1
        const value = by === null ? null : (row['v'] as string | null)
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      yield
    }
    if (left === 0) break
  }
  const values =
    by === null ? [] : named(db, by, by === 'customer' ? ofName(db, find, counts, limit) : counts, limit, own ?? [])
  return { total, values, looked: reach - left, bounded: left === 0 }
}

/** The counts of customers whose name or number holds the text; all of them where it is too short to look for. */
function ofName(
  db: ReadDb,
  find: string,
  counts: ReadonlyMap<string | null, number>,
  limit: number,
): ReadonlyMap<string | null, number> {
  if (find.length < LEAST_LETTERS) return counts
  const found = db.all<{ id: string }>(
    'select id from customer where rid in (select rowid from customer_find where customer_find match ? limit ?)',
    quoted(find),
    limit * 5,
  )
  return new Map(found.flatMap(({ id }) => (counts.has(id) ? [[id, counts.get(id) ?? 0] as const] : [])))
}

/** The values with the most cases, and those that are picked already, in the order that people look for them. */
function named(
  db: ReadDb,
  by: FilterColumn,
  counts: ReadonlyMap<string | null, number>,
  limit: number,
  picked: readonly (string | null)[],
): ValueCounts['values'] {
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, limit)
  const missing = picked.filter((value) => !most.some(([known]) => known === value))
  const all = [...most, ...missing.map((value): [string | null, number] => [value, counts.get(value) ?? 0])]
  const labels = labelsOf(
    db,
    by,
    all.flatMap(([value]) => value ?? []),
  )
  const values = all.map(([value, n]) => ({ value, label: value === null ? null : (labels.get(value) ?? null), n }))
  return LABEL_OF[by] === undefined ? values.toSorted(compareGroups(by)) : values
}

function labelsOf(db: ReadDb, by: FilterColumn, ids: readonly string[]): ReadonlyMap<string, string> {
  if (LABEL_OF[by] === undefined) return new Map()
  const table = by === 'owner' ? 'colleague' : 'customer'
  const found = db.all<{ id: string; name: string }>(
    `select id, name from ${table} where id in (select value from json_each(?))`,
    JSON.stringify(ids),
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}
