import { type CaseOrder, DueSpan, type FilterColumn, type SortKey } from '#shared/domain/case-filter.ts'
import { CaseState } from '#shared/domain/service-case/service-case.rows.ts'
import type { Bind } from '../client.ts'
import { SORT_OF } from './case-filter.ts'

type Compare<T> = (a: T, b: T) => number

/** So many comparisons are made before others get their turn. */
const AT_ONCE = 4000
/** Comparing texts by language takes its time. */
const TEXTS_AT_ONCE = 400

/** Norwegian alphabet, with numbers in words by their value. Made when a text is first sorted: it takes longer than a page of a queue. */
let made: Intl.Collator | undefined
const alphabet = (): Intl.Collator => (made ??= new Intl.Collator('nb', { numeric: true }))

/** Nothing stands last, whichever way the rest is turned. */
function compareValues(a: Bind, b: Bind, desc: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const by = a < b ? -1 : 1
  return desc ? -by : by
}

const STATES = new Map<Bind, number>(CaseState.options.map((state, i) => [state, i]))
const SPANS = new Map<Bind, number>(DueSpan.options.map((span, i) => [span, i]))

/** States stand in the order a case passes them. */
export const sortable = (by: SortKey, value: Bind): Bind => (by === 'state' ? (STATES.get(value) ?? null) : value)

export type Keyed = { readonly rid: number; readonly keys: readonly Bind[] }

/** The same with texts replaced by their places in the alphabet: comparing texts by language is slow, and many are the same. */
export function* withRanks<T extends Keyed>(items: readonly T[], order: CaseOrder): Generator<undefined, readonly T[]> {
  const texts = order.flatMap(({ by }, i) => (SORT_OF[by].text ? [i] : []))
  if (texts.length === 0) return items
  const ranks = new Map<number, ReadonlyMap<Bind, number>>()
  for (const at of texts) {
    const distinct = [...new Set(items.map(({ keys }) => keys[at] ?? null))].filter((text) => text !== null)
    yield
    const sorted = yield* sortInTurns(distinct, (a, b) => alphabet().compare(String(a), String(b)), TEXTS_AT_ONCE)
    const places = new Map<Bind, number>()
    let rank = 0
    for (const [i, text] of sorted.entries()) {
      const before = sorted[i - 1]
      if (before !== undefined && alphabet().compare(String(before), String(text)) !== 0) rank += 1
      places.set(text, rank)
      if (i % TEXTS_AT_ONCE === TEXTS_AT_ONCE - 1) yield
    }
    ranks.set(at, places)
    yield
  }
  const ranked: T[] = []
  for (const [at, item] of items.entries()) {
    const keys = item.keys.map((key, i) => ranks.get(i)?.get(key) ?? (ranks.has(i) ? null : key))
    ranked.push({ ...item, keys })
    if (at % AT_ONCE === AT_ONCE - 1) yield
  }
  return ranked
}

/** By the keys in their order; what is equal in all stands newest first. */
export const compareKeys =
  (order: CaseOrder): Compare<Keyed> =>
  (a, b) => {
    for (let i = 0; i < order.length; i++) {
      const step = compareValues(a.keys[i] ?? null, b.keys[i] ?? null, order[i]?.desc ?? false)
      if (step !== 0) return step
    }
    return b.rid - a.rid
  }

export type GroupValue = { readonly value: string | null; readonly label: string | null }

/** The order of groups: states and spans in their own, names in that of the alphabet, nothing last. */
export const compareGroups =
  (by: FilterColumn): Compare<GroupValue> =>
  (a, b) => {
    const order = by === 'state' ? STATES : by === 'due' ? SPANS : null
    if (order !== null) return (order.get(a.value) ?? 0) - (order.get(b.value) ?? 0)
    if (a.label !== null && b.label !== null) return alphabet().compare(a.label, b.label)
    return compareValues(a.label, b.label, false) || compareValues(a.value, b.value, false)
  }

/** Sorts with pauses: merges longer and longer runs, and yields in between. */
export function* sortInTurns<T>(
  items: readonly T[],
  compare: Compare<T>,
  atOnce = AT_ONCE,
): Generator<undefined, readonly T[]> {
  let from = [...items]
  let into: T[] = new Array(from.length)
  let left = atOnce
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length)
      const end = Math.min(start + 2 * width, from.length)
      // What comes in order already is taken as it is.
      if (middle >= end || compare(from[middle - 1] as T, from[middle] as T) <= 0) {
        for (let at = start; at < end; at++) into[at] = from[at] as T
        if ((left -= 1 + (end - start) / 50) < 0) {
          left = atOnce
          yield
        }
        continue
      }
      for (let a = start, b = middle, at = start; at < end; at++) {
        const takeA = b >= end || (a < middle && compare(from[a] as T, from[b] as T) <= 0)
        into[at] = from[takeA ? a++ : b++] as T
        if (--left < 0) {
          left = atOnce
          yield
        }
      }
    }
    ;[from, into] = [into, from]
  }
  return from
}
