import type { BenchResult } from './result.ts'

export type BenchOptions = {
  /** How many cases are on the device. */
  readonly cases: number
}

/** `run` loads what it needs when it is called, so that a benchmark pays for no other. */
export type Bench = { readonly dataset: string; readonly run: (options: BenchOptions) => Promise<BenchResult[]> }

/** Each benchmark by its name, in the order of a full run. Adding one is adding a line. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  queue: {
    dataset: 'every queue and order, first page and deep',
    run: async (options) => (await import('./queue.bench.ts')).benchQueue(options),
  },
  counts: {
    dataset: 'all queues',
    run: async (options) => (await import('./counts.bench.ts')).benchCounts(options),
  },
  search: {
    dataset: 'words, serials, phones and numbers as they are typed',
    run: async (options) => (await import('./search.bench.ts')).benchSearch(options),
  },
  'open-case': {
    dataset: 'open cases and the newest of all',
    run: async (options) => (await import('./open-case.bench.ts')).benchOpenCase(options),
  },
  bulk: {
    dataset: '500 open cases at a time',
    run: async (options) => (await import('./bulk.bench.ts')).benchBulk(options),
  },
  size: {
    dataset: 'the whole file',
    run: async (options) => (await import('./size.bench.ts')).benchSize(options),
  },
  commit: {
    dataset: '2,000 registrations in a file of their own',
    run: async () => (await import('./commit.bench.ts')).benchCommit(),
  },
}
