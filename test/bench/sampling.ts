/** Milliseconds that the work takes. */
export function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

export type Pair = { readonly ours: number[]; readonly limit: number[] }

/**
 * Takes samples of the two in turn, so that both meet the same machine, and changes who goes first each round, so that neither
 * has the other's warm pages for itself. The first rounds are not counted.
 */
export function inTurn(
  rounds: number,
  warmUp: number,
  ours: (round: number) => unknown,
  limit: (round: number) => unknown,
): Pair {
  const pair: Pair = { ours: [], limit: [] }
  for (let i = -warmUp; i < rounds; i++) {
    const at = i + warmUp
    const steps = [() => pair.ours.push(timed(() => ours(at))), () => pair.limit.push(timed(() => limit(at)))]
    for (const step of at % 2 === 0 ? steps : steps.reverse()) step()
    if (i < 0) {
      pair.ours.pop()
      pair.limit.pop()
    }
  }
  return pair
}
