import type { HistoryPlan, Step } from './steps.ts'

/** What kind of violation it is, without the ids and values in it. */
export const kindOf = (violation: string): string =>
  violation.split(/[:\n]/)[0]?.replaceAll(/[0-9a-f-]{8,}|\d+/g, '#') ?? ''

/**
 * Leaves out steps for as long as the history still fails in the same way: halves first, then ever smaller pieces, then one by
 * one. Ends after `tries` histories at the latest.
 */
export async function shrink(
  plan: HistoryPlan,
  fails: (plan: HistoryPlan) => Promise<boolean>,
  tries: number,
): Promise<HistoryPlan> {
  let { steps } = plan
  const budget = { left: tries }
  const without = async (from: number, size: number): Promise<boolean> => {
    const fewer: readonly Step[] = [...steps.slice(0, from), ...steps.slice(from + size)]
    budget.left -= 1
    if (fewer.length === steps.length || !(await fails({ ...plan, steps: fewer }))) return false
    steps = fewer
    return true
  }
  for (
    let size = Math.ceil(steps.length / 2);
    size >= 1 && budget.left > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let from = steps.length - size; from > -size && budget.left > 0; from -= size)
      await without(Math.max(0, from), size)
  return { ...plan, steps }
}
