import type { CaseListItem } from '#shared/contract/views.ts'
import type { Line } from './lines.ts'

type Page<T> = { readonly items: readonly T[] }

/** The pages of a list as lines, with what is needed to add one more without going through all of them again. */
export type GrowingLines<T extends CaseListItem> = {
  readonly pages: readonly Page<T>[]
  readonly items: readonly T[]
  readonly lines: readonly Line<T>[]
  readonly ids: readonly string[]
  readonly seen: Set<string>
}

/**
 * The lines of pages as they come. Where the pages of before are still the first ones, only those that follow are read: a hundred
 * thousand rows that have been scrolled through must not slow down the next hundred. `before` is used up by it. A case that moved
 * between two pages stands in the first.
 */
export function growLines<T extends CaseListItem>(
  before: GrowingLines<T> | null,
  pages: readonly Page<T>[],
): GrowingLines<T> {
  const grows = before !== null && before.pages.every((page, i) => page === pages[i])
  if (grows && before.pages.length === pages.length) return before
  const seen = grows ? before.seen : new Set<string>()
  const items: T[] = []
  for (const page of grows ? pages.slice(before.pages.length) : pages)
    for (const item of page.items) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      items.push(item)
    }
  const lines = items.map((item): Line<T> => ({ kind: 'case', id: item.id, item }))
  const ids = items.map(({ id }) => id)
  if (!grows) return { pages, items, lines, ids, seen }
  return {
    pages,
    items: before.items.concat(items),
    lines: before.lines.concat(lines),
    ids: before.ids.concat(ids),
    seen,
  }
}

const grown = new WeakMap<object, GrowingLines<CaseListItem>>()

/** The lines of the pages that a list has; what was made of the pages of before is gone on from. */
export function linesOfPages<T extends CaseListItem>(pages: readonly Page<T>[]): GrowingLines<T> {
  const [last, beforeLast] = [pages.at(-1), pages.at(-2)]
  if (last === undefined) return growLines<T>(null, pages)
  const known = (grown.get(last) ?? (beforeLast && grown.get(beforeLast)) ?? null) as GrowingLines<T> | null
  const made = growLines(known, pages)
  if (beforeLast) grown.delete(beforeLast)
  grown.set(last, made as unknown as GrowingLines<CaseListItem>)
  return made
}
