import type { QueueSort } from '#shared/domain/queue.ts'
import type { Bind, ReadDb } from '../client.ts'
import { type Sql, sqlOf } from './case-filter.ts'
import type { Driver } from './case-filter-plan.ts'
import { ORDERS } from './queue.ts'
import { END, type Source, START } from './search-source.ts'

/** One case that was looked at. `hit`: it is wanted; `a`, `b`, … what else was asked for. */
export type Looked = { readonly rid: number; readonly pos: string | null; readonly hit: 0 | 1 } & {
  readonly [extra: string]: Bind
}

/** Where a walk stands: the value of the order (none where the rowid is the order) and the rowid. */
export type Place = { readonly pos: string | null; readonly rid: number }

/** A slice shall hold the thread no longer than about this; the size of the next follows from how long the last one took. */
const SLICE_MS = 4
const FIRST_SLICE = 200
const LEAST_SLICE = 50
const MOST_SLICE = 5000

export type Walk = {
  readonly driver: Driver
  readonly sort: QueueSort
  readonly hit: Sql
  /** More columns of each case, by name. */
  readonly extra?: Readonly<Record<string, Sql>>
  /** Joins that the extra columns need. */
  readonly joins?: string
  readonly after: Place | null
  /** So many are looked at, no more. */
  readonly most: number
}

/** Looks at cases in the order of an index, a slice at a time; ends with the cases or with `most`. */
export function* walk(db: ReadDb, { most, after, ...what }: Walk): Generator<readonly Looked[]> {
  const slices = new Slices()
  const { source } = what.driver
  if (source !== undefined) return yield* walkFound(db, source, { ...what, most, after }, slices)
  let place = after
  for (let looked = 0; looked < most; ) {
    const limit = Math.min(slices.size, most - looked)
    const { sql, binds } = sliceOf(what, place, limit)
    const slice = slices.timed(() => db.all<Looked>(sql, ...binds))
    if (slice.length > 0) yield slice
    const last = slice.at(-1)
    if (last === undefined || slice.length < limit) return
    looked += slice.length
    place = { pos: last.pos, rid: last.rid }
  }
}

/** How many cases a slice takes, learned from how long the last one took. */
class Slices {
  size = FIRST_SLICE

  timed<T>(work: () => T): T {
    const started = performance.now()
    const result = work()
    const ms = performance.now() - started
    const wanted = Math.min(MOST_SLICE, (this.size * SLICE_MS) / Math.max(ms, 0.5), this.size * 4)
    this.size = Math.round(Math.max(LEAST_SLICE, wanted))
    return result
  }
}

/** Hits of a search are asked for in growing batches: each question costs something at its beginning. */
const FIRST_BATCH = 200
const MOST_BATCH = 4000

function* walkFound(db: ReadDb, source: Source, what: Walk, slices: Slices): Generator<readonly Looked[]> {
  let floor = what.after?.rid ?? START
  for (let looked = 0, limit = FIRST_BATCH; looked < what.most && floor !== END; ) {
    const late = performance.now() + SLICE_MS
    const found = source({
      below: floor,
      limit: Math.min(limit, what.most - looked),
      isLate: () => performance.now() > late,
    })
    // Nothing yet: the search went on for a while, and others get their turn.
    if (found.rids.length === 0) yield []
    for (let start = 0; start < found.rids.length; ) {
      const part = found.rids.slice(start, start + slices.size)
      start += part.length
      const { sql, binds } = casesOf(what, part)
      const rows = slices.timed(() => db.all<Looked>(sql, ...binds))
      yield rows.toSorted((a, b) => b.rid - a.rid)
    }
    looked += found.rids.length
    floor = found.floor
    limit = Math.min(limit * 4, MOST_BATCH)
  }
}

/** The columns of a case that is looked at. */
function columnsOf({ sort, hit, extra = {} }: Pick<Walk, 'sort' | 'hit' | 'extra'>): Sql {
  const pos = sort === 'changed' ? 'c.changed_at' : sort === 'due' ? 'c.due_at' : 'null'
  const columns = [
    sqlOf(`c.rid as rid, ${pos} as pos`),
    { sql: `case when ${hit.sql} then 1 else 0 end as hit`, binds: hit.binds },
    ...Object.entries(extra).map(([name, value]) => ({ sql: `${value.sql} as ${name}`, binds: value.binds })),
  ]
  return { sql: columns.map(({ sql }) => sql).join(', '), binds: columns.flatMap(({ binds }) => binds) }
}

/** The statement of one slice along an index. */
export function sliceOf(what: Omit<Walk, 'after' | 'most'>, place: Place | null, limit: number): Sql {
  const { driver, sort, joins = '' } = what
  const { order, after } = ORDERS[sort]
  const columns = columnsOf(what)
  const where = driver.where(sort, place !== null)
  const from = place === null ? [] : place.pos === null ? [place.rid] : [place.pos, place.rid]
  return {
    sql: `select ${columns.sql} from ${driver.from(sort)} ${joins} where ${where.sql}${place === null ? '' : ` and ${after}`}
      order by ${order} limit +?`,
    binds: [...columns.binds, ...where.binds, ...from, limit],
  }
}

function casesOf(what: Walk, rids: readonly number[]): Sql {
  const columns = columnsOf(what)
  return {
    sql: `select ${columns.sql} from json_each(?) f cross join service_case c on c.rid = f.value ${what.joins ?? ''}`,
    binds: [...columns.binds, JSON.stringify(rids)],
  }
}
