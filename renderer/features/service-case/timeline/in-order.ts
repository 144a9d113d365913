type Placed = { readonly actAt: string; readonly decidedAt: string | null }

/** By act; acts of one instant in the order in which they were decided, and what is not decided yet last. */
export const inOrder = <T extends Placed>(entries: readonly T[]): T[] =>
  [...entries].sort((a, b) => compare(a.actAt, b.actAt) || compare(a.decidedAt ?? LAST, b.decidedAt ?? LAST))

const LAST = '~'
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
