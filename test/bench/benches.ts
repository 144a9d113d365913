import type { BenchResult } from './result.ts'

export type BenchOptions = {
  /** How many cases are on the device. */
  readonly cases: number
}

/** `run` loads what it needs when it is called, so that a benchmark pays for no other. */
export type Bench = { readonly dataset: string; readonly run: (options: BenchOptions) => Promise<BenchResult[]> }

/** Each benchmark by its name, in the order of a full run. Adding one is adding a line. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  commit: {
    dataset: '2,000 registrations in a file of their own',
    run: async () => (await import('./commit.bench.ts')).benchCommit(),
  },
}
