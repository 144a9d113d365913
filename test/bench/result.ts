/** One figure of a benchmark beside its limit or peer in the same run. */
export type BenchResult = {
  readonly name: string
  readonly unit: string
  /** Ours: the p95 unless the name says otherwise. */
  readonly figure: number
  /** The bare limit, or the peer. */
  readonly limit: number
  readonly ratio: number
  readonly better: 'lower' | 'higher'
  /** The bound on the ratio. */
  readonly goal: number
  readonly ok: boolean
  readonly p50: number
  readonly p95: number
  readonly n: number
  readonly limitP50: number
}

export type Samples = readonly number[]

/** The value below which a part of the samples lies. */
export function percentile(samples: Samples, part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))
  const value = sorted[at]
  if (value === undefined) throw new Error('no samples')
  return value
}

/** Compares p95 with p95 of what was measured in turn with it. */
export function compared(
  name: string,
  unit: string,
  ours: Samples,
  limit: Samples,
  goal: number,
  better: 'lower' | 'higher' = 'lower',
): BenchResult {
  const [p50, p95, bound] = [percentile(ours, 0.5), percentile(ours, 0.95), percentile(limit, 0.95)]
  const ratio = round(p95 / bound)
  return {
    name,
    unit,
    figure: round(p95),
    limit: round(bound),
    ratio,
    better,
    goal,
    ok: better === 'lower' ? ratio <= goal : ratio >= goal,
    p50: round(p50),
    p95: round(p95),
    n: ours.length,
    limitP50: round(percentile(limit, 0.5)),
  }
}

const round = (value: number): number => Number(value.toPrecision(4))
