/** So many stand side by side; one more takes the place of the oldest. */
const MOST = 12

export const withTab = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id].slice(-MOST)

export const withoutTab = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id)

/** The neighbour to the right of a tab that is closed, or to the left of the last. */
export function tabAfter(ids: readonly string[], id: string): string | undefined {
  const at = ids.indexOf(id)
  return at < 0 ? ids.at(-1) : (ids[at + 1] ?? ids[at - 1])
}

/** The tab a step away, round and round; the first or last from a case that is none. */
export function tabBeside(ids: readonly string[], id: string | undefined, by: 1 | -1): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id)
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1)
  return ids[(at + by + ids.length) % ids.length]
}
