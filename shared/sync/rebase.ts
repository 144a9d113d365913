/**
 * The pure heart of the sync engine: which pending commands a pull disturbs. The model is `git pull --rebase`: one order, set
 * by the backend; what is pending is put back and decided again on top.
 *
 * Laws, each with a test of its name:
 *  1. A pending command whose reads and writes meet no pulled row, and no row that a disturbed command wrote, is left alone.
 *  2. Every row that a disturbed or settled command wrote is put back to its base before anything is decided again.
 *  3. Commands that wrote the same row are disturbed together, so that putting it back loses nobody's work.
 *  4. Commands are decided again in the order in which they were made.
 *  5. A settled command (its effect is in the pulled rows, or it was refused) is put back and not decided again.
 *  6. Each pending command and each name is looked at once: the work follows what is disturbed, not what is pending.
 *  7. What a command writes when it is decided again, and did not write before, disturbs the commands after it that read or wrote
 *     it, as a pulled row would: they are put back too, and everything disturbed is decided again from the start.
 */

/** How pending commands are looked up, by their order in the outbox. */
export type PendingIndex = {
  /** Orders of the pending commands that read or wrote any of these names. */
  readonly touching: (names: readonly string[]) => readonly number[]
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
 * @param pulledNames row keys of the rows that came, and the ranges they fall in
 * @param settled orders of commands that the backend has answered for and whose rows have come
 */
export function planRebase(
  index: PendingIndex,
  pulledNames: readonly string[],
  settled: readonly number[],
): RebasePlan {
  const disturbed = new Set(settled)
  const putBack = new Set<string>()
  const asked = new Set<string>()
  let names = [...pulledNames, ...settled.flatMap((order) => index.readNames(order))]
  for (const order of settled) for (const row of index.writes(order)) putBack.add(row)

  while (names.length > 0) {
    const ask = [...new Set(names)].filter((name) => !asked.has(name))
    for (const name of ask) asked.add(name)
    const fresh = ask.length === 0 ? [] : index.touching(ask).filter((order) => !disturbed.has(order))
    names = []
    for (const order of new Set(fresh)) {
      disturbed.add(order)
      for (const row of index.writes(order)) putBack.add(row)
      names.push(...index.readNames(order))
    }
  }
  for (const order of settled) disturbed.delete(order)
  return { putBack: [...putBack], decideAgain: [...disturbed].sort((a, b) => a - b) }
}

/**
 * Law 7: the later commands that a command has just overtaken by what it writes now. Where there are any, the plan of the names that
 * the commands decided so far write is made in addition.
 */
export function overtaken(index: PendingIndex, order: number, again: ReadonlySet<number>): readonly number[] {
  return index.touching(index.readNames(order)).filter((other) => other > order && !again.has(other))
}
