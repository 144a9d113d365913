import { Temporal } from 'temporal-polyfill'
import { type CaseFilter, FilterColumn, type SortKey } from '#shared/domain/case-filter.ts'
import { TIME_ZONES } from '#shared/domain/calendar/calendar-country.ts'
import { addDays, endOfDay, localDate, startOfDay } from '#shared/lib/dates.ts'
import { secondRid } from '../case-rid.ts'
import type { Bind } from '../client.ts'

/** A piece of SQL with what fills its question marks, in their order. `c` is the case, `cu` its customer, `co` its owner. */
export type Sql = { readonly sql: string; readonly binds: readonly Bind[] }

export const sqlOf = (sql: string, ...binds: Bind[]): Sql => ({ sql, binds })

/** All of them; true when there are none. */
export const allOf = (parts: readonly Sql[]): Sql =>
  parts.length === 0
    ? sqlOf('1')
    : { sql: parts.map(({ sql }) => `(${sql})`).join(' and '), binds: parts.flatMap(({ binds }) => binds) }

const ZONE = TIME_ZONES.NO

/**
 * The ends of the spans of a promise, as text that is compared with `due_at`: to the second, and after every notation of it.
 * @param now ISO instant
 */
export function dueEnds(now: string): Readonly<Record<'overdue' | 'today' | 'tomorrow' | 'week', string>> {
  const at = Temporal.Instant.from(now)
  const today = localDate(at, ZONE)
  const after = (days: number): string => upTo(endOfDay(addDays(today, days), ZONE).epochMilliseconds)
  return { overdue: upTo(at.epochMilliseconds), today: after(0), tomorrow: after(1), week: after(6) }
}

const upTo = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}~`

/** In which span the promise of a case lies. */
function dueSpan(now: string): Sql {
  const ends = dueEnds(now)
  return sqlOf(
    `case when c.due_at is null then 'none' when c.due_at <= ? then 'overdue' when c.due_at <= ? then 'today'
     when c.due_at <= ? then 'tomorrow' when c.due_at <= ? then 'week' else 'later' end`,
    ends.overdue,
    ends.today,
    ends.tomorrow,
    ends.week,
  )
}

const COLUMNS: Readonly<Record<Exclude<FilterColumn, 'due'>, string>> = {
  state: 'c.state',
  owner: 'c.owner_id',
  customer: 'c.customer_id',
  contract: 'c.contract',
  waiting: 'c.waiting_for',
  product: 'c.product',
  kind: 'c.kind',
  flow: 'c.flow',
  channel: 'c.channel',
}

/** What a case has in a column that is filtered or grouped by. */
export const valueOf = (column: FilterColumn, now: string): Sql =>
  column === 'due' ? dueSpan(now) : sqlOf(COLUMNS[column])

/** Names of values that are ids; the others are named by the screen. */
export const LABEL_OF: Readonly<Partial<Record<FilterColumn, string>>> = { owner: 'co.name', customer: 'cu.name' }

/** What a sort compares, and whether it is text that people read, which stands in the order of their alphabet. */
export const SORT_OF: Readonly<Record<SortKey, { readonly sql: string; readonly text: boolean }>> = {
  registered: { sql: 'c.rid', text: false },
  changed: { sql: 'c.changed_at', text: false },
  due: { sql: 'c.due_at', text: false },
  number: { sql: 'c.number', text: false },
  product: { sql: 'c.product_name', text: true },
  customer: { sql: 'coalesce(cu.name, c.contact_name)', text: true },
  state: { sql: 'c.state', text: false },
  owner: { sql: 'co.name', text: true },
  contract: { sql: 'c.contract', text: true },
  channel: { sql: 'c.channel', text: false },
}

/** The values travel as one list, so that a statement's text does not change with how many they are. */
function oneOf(value: Sql, wanted: readonly (string | null)[]): Sql {
  const some = wanted.filter((each) => each !== null)
  const isOne: Sql = {
    sql: `(${value.sql}) in (select value from json_each(?))`,
    binds: [...value.binds, JSON.stringify(some)],
  }
  if (some.length === wanted.length) return isOne
  const isNone: Sql = { sql: `(${value.sql}) is null`, binds: value.binds }
  return some.length === 0 ? isNone : { sql: `${isOne.sql} or ${isNone.sql}`, binds: [...isOne.binds, ...isNone.binds] }
}

/** Everything of a filter but its text, which only the search indexes answer. `but`: a column that is left out. */
export function conditionsOf(filter: CaseFilter, now: string, but?: FilterColumn): Sql[] {
  return [
    ...FilterColumn.options.flatMap((column) => {
      const wanted = filter[column]
      return wanted === undefined || column === but ? [] : [oneOf(valueOf(column, now), wanted)]
    }),
    ...daysOf(filter).from,
    ...daysOf(filter).to,
  ]
}

/** The ends of a range of rowids, each a condition or none. */
export type Days = { readonly from: readonly Sql[]; readonly to: readonly Sql[] }

/** The days of registration as a range of rowids: every index ends with the rowid, so that a range costs nothing. */
export function daysOf({ from, to }: CaseFilter): Days {
  const rid = (at: Temporal.Instant): number => secondRid(at.epochMilliseconds)
  return {
    from: from === undefined ? [] : [sqlOf('c.rid >= ?', rid(startOfDay(from, ZONE)))],
    to: to === undefined ? [] : [sqlOf('c.rid < ?', rid(endOfDay(to, ZONE)))],
  }
}
