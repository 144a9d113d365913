/**
 * The pure heart of the sync engine: which pending commands a pull disturbs. The model is `git pull --rebase`: one order, set
 * by the backend; what is pending is put back and decided again on top.
 *
 * Laws, each with a test of its name:
 *  1. A pending command whose reads and writes meet no pulled row, and no row of a command that is disturbed, is left alone.
 *  2. Rows written by a disturbed command are put back to their base before anything is decided again.
 *  3. Commands that share a written row are disturbed together, so that putting it back loses nobody's work.
 *  4. Decided again in the order in which they were made.
 *  5. A settled command (its effect is in the pulled rows, or it was refused) is put back and not decided again.
 *  6. The work is proportional to what is disturbed, not to what is pending.
 */

/** How the engine looks pending commands up; each look-up is one indexed query. */
export type PendingIndex = {
  /** Pending commands (by order) that wrote or read any of these names. */
  readonly touching: (keys: readonly string[]) => readonly number[]
  /** Row keys that the command wrote. */
  readonly writes: (order: number) => readonly string[]
  /** Every name under which the rows it wrote can be read: themselves and the ranges they fall in. */
  readonly readNames: (order: number) => readonly string[]
}

export type RebasePlan = {
  /** Rows to put back to their base image before the pulled rows are applied. */
  readonly putBack: readonly string[]
  /** Pending commands to decide again, in order. */
  readonly decideAgain: readonly number[]
}

/**
 * @param pulledNames names (row keys and the ranges they fall in) of the rows that came
 * @param settled orders of commands that the backend has answered for and whose rows have come
 */
export function planRebase(
  index: PendingIndex,
  pulledNames: readonly string[],
  settled: readonly number[],
): RebasePlan {
  const disturbed = new Set<number>(settled)
  const putBack = new Set<string>()
  const done = new Set<string>()
  let names: readonly string[] = pulledNames
  let fresh: readonly number[] = settled
  while (names.length > 0 || fresh.length > 0) {
    const next = new Set<string>()
    for (const order of fresh) {
      for (const row of index.writes(order)) putBack.add(row)
      for (const name of index.readNames(order)) if (!done.has(name)) next.add(name)
    }
    for (const name of names) next.add(name)
    const ask = [...next].filter((name) => !done.has(name))
    for (const name of ask) done.add(name)
    fresh = ask.length === 0 ? [] : index.touching(ask).filter((order) => !disturbed.has(order))
    for (const order of fresh) disturbed.add(order)
    names = []
  }
  const gone = new Set(settled)
  return {
    putBack: [...putBack],
    decideAgain: [...disturbed].filter((order) => !gone.has(order)).sort((a, b) => a - b),
  }
}
