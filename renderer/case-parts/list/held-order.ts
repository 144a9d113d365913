/**
 * The rows of before in their places, each as it is now. What follows the last of them in the new list has been scrolled to, and
 * is appended; what is new among or before them is only counted.
 */
export function heldOrder<T extends { readonly id: string }>(
  before: readonly T[],
  now: readonly T[],
): { readonly shown: readonly T[]; readonly fresh: number } {
  const current = new Map(now.map((item) => [item.id, item]))
  const known = new Set(before.map(({ id }) => id))
  const end = now.findLastIndex(({ id }) => known.has(id))
  const appended = end < 0 ? [] : now.slice(end + 1)
  const fresh = now.length - appended.length - [...known].filter((id) => current.has(id)).length
  return { shown: [...before.map((item) => current.get(item.id) ?? item), ...appended], fresh }
}
