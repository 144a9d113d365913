import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BENCHES } from './benches.ts'
import type { BenchResult } from './result.ts'

/**
 * The data layer beside its limits, small: a ratio of medians that is worse than what is committed fails, in the best of some rounds,
 * since a busy machine can only make it worse. Times themselves are not judged here.
 */
type Budget = { readonly ratio: number; readonly better?: 'higher' }
type Budgets = Readonly<Record<string, { readonly cases: number; readonly ratios: Readonly<Record<string, Budget>> }>>

const BUDGETS = JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')) as Budgets
const ROUNDS = 3

const ratioOf = ({ p50, limitP50 }: BenchResult): number => (p50 ?? Number.NaN) / (limitP50 ?? Number.NaN)
const holds = (ratio: number, budget: Budget): boolean =>
  budget.better === 'higher' ? ratio >= budget.ratio : ratio <= budget.ratio

test.each(Object.entries(BUDGETS))(
  '%s stays within its budget',
  async (bench, { cases, ratios }) => {
    const over = new Map(Object.keys(ratios).map((name) => [name, [] as number[]]))
    for (let round = 0; round < ROUNDS && over.size > 0; round++)
      for (const result of (await BENCHES[bench]?.run({ cases })) ?? []) {
        const budget = ratios[result.name]
        if (budget === undefined) continue
        if (holds(ratioOf(result), budget)) over.delete(result.name)
        else over.get(result.name)?.push(ratioOf(result))
      }
    expect(Object.fromEntries(over)).toEqual({})
  },
  120_000,
)
