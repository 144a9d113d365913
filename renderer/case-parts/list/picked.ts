/** Cases that are picked for something to be done to all of them. `anchor`: where a range starts. */
export type Picked = { readonly ids: ReadonlySet<string>; readonly anchor: string | null }

export const NONE_PICKED: Picked = { ids: new Set(), anchor: null }

export function togglePicked({ ids }: Picked, id: string): Picked {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything from the anchor (or `from`, where there is none) to `to`, in the order of the list, beside what is outside of it. */
export function pickRange(picked: Picked, order: readonly string[], from: string | undefined, to: string): Picked {
  const anchor = picked.anchor !== null && order.includes(picked.anchor) ? picked.anchor : (from ?? to)
  const [a, b] = [order.indexOf(anchor), order.indexOf(to)]
  if (a < 0 || b < 0) return picked
  return { ids: new Set(order.slice(Math.min(a, b), Math.max(a, b) + 1)), anchor }
}

/** What is no longer in the list is no longer picked. */
export function stillPicked(picked: Picked, present: ReadonlySet<string>): Picked {
  const ids = [...picked.ids].filter((id) => present.has(id))
  return ids.length === picked.ids.size ? picked : { ids: new Set(ids), anchor: picked.anchor }
}
