/** One figure of a benchmark beside its limit or peer in the same run. */
export type BenchResult = {
  readonly name: string
  readonly unit: string
  /** Ours: the p95 of times, the median of rates; null when there is none. */
  readonly figure: number | null
  /** The bare limit, or the peer; null when there is none to compare with. */
  readonly limit: number | null
  readonly ratio: number | null
  readonly better: 'lower' | 'higher'
  /** The bound on `goalOn`; null for a figure that is told and not judged. */
  readonly goal: number | null
  readonly goalOn: 'ratio' | 'figure'
  /** Null: not judged, or the peer could not be had; `reason` says which. */
  readonly ok: boolean | null
  readonly p50: number | null
  readonly p95: number | null
  readonly limitP50: number | null
  readonly n: number
  readonly reason?: string
  /** What the limit is, or what each side includes. */
  readonly about?: string
}

export type Samples = readonly number[]
export type Better = BenchResult['better']

/** The value below which a part of the samples lies. */
export function percentile(samples: Samples, part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))
  const value = sorted[at]
  if (value === undefined) throw new Error('no samples')
  return value
}

type Measured = {
  readonly name: string
  readonly unit: string
  readonly ours: Samples
  readonly limit?: Samples
  /** The bound on the ratio of the p95s, or on our p95 itself. */
  readonly goal: number | null
  readonly goalOn?: 'ratio' | 'figure'
  readonly better?: Better
  readonly about?: string
}

/**
 * Samples of ours beside those of the limit that were taken in turn with them. Times are compared by their p95; rates (`better:
 * higher`) by their median, and their p95 is what 95 % of the samples reach.
 */
export function measured(q: Measured): BenchResult {
  const { name, unit, ours, limit, goal, goalOn = 'ratio', better = 'lower' } = q
  const p50 = percentile(ours, 0.5)
  const p95 = percentile(ours, better === 'lower' ? 0.95 : 0.05)
  const part = better === 'lower' ? 0.95 : 0.5
  const figure = percentile(ours, part)
  const bound = limit === undefined ? null : percentile(limit, part)
  const ratio = bound === null ? null : round(figure / bound)
  return {
    name,
    unit,
    figure: round(figure),
    limit: bound === null ? null : round(bound),
    ratio,
    better,
    goal,
    goalOn,
    ok: holds(goalOn === 'ratio' ? ratio : figure, goal, better),
    p50: round(p50),
    p95: round(p95),
    limitP50: limit === undefined ? null : round(percentile(limit, 0.5)),
    n: ours.length,
    ...(q.about === undefined ? {} : { about: q.about }),
  }
}

/** Compares p95 with p95 of what was measured in turn with it. */
export const compared = (
  name: string,
  unit: string,
  ours: Samples,
  limit: Samples,
  goal: number,
  better: Better = 'lower',
): BenchResult => measured({ name, unit, ours, limit, goal, better })

/** A result that could not be had, and why. */
export const notHad = (name: string, unit: string, goal: number | null, reason: string): BenchResult => ({
  name,
  unit,
  figure: null,
  limit: null,
  ratio: null,
  better: 'lower',
  goal,
  goalOn: 'ratio',
  ok: null,
  p50: null,
  p95: null,
  limitP50: null,
  n: 0,
  reason,
})

function holds(value: number | null, goal: number | null, better: Better): boolean | null {
  if (value === null || goal === null) return null
  return better === 'lower' ? value <= goal : value >= goal
}

export const round = (value: number): number => Number(value.toPrecision(4))
