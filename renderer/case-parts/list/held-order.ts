/**
 * The rows of before in their places, each as it is now. What follows the last of them in the new list has been scrolled to, and
 * is appended; what is new among or before them is only counted. `gone`: what is in the list no more.
 */
export function heldOrder<T extends { readonly id: string }>(
  before: readonly T[],
  now: readonly T[],
): { readonly shown: readonly T[]; readonly fresh: number; readonly gone: ReadonlySet<string> } {
  const current = new Map(now.map((item) => [item.id, item]))
  const known = new Set(before.map(({ id }) => id))
  const end = now.findLastIndex(({ id }) => known.has(id))
  const appended = end < 0 ? [] : now.slice(end + 1)
  const gone = new Set([...known].filter((id) => !current.has(id)))
  const fresh = now.length - appended.length - (known.size - gone.size)
  return { shown: [...before.map((item) => current.get(item.id) ?? item), ...appended], fresh, gone }
}
