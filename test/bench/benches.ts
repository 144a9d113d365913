import type { BenchResult } from './result.ts'

export type BenchOptions = {
  /** How many cases are on the device. */
  readonly cases: number
}

/** `run` loads what it needs when it is called, so that a benchmark pays for no other. */
export type Bench = {
  readonly dataset: string
  readonly run: (options: BenchOptions) => Promise<BenchResult[]>
  /** Only when it is named: it fetches much that nothing else needs. */
  readonly onDemand?: true
}

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
  filters: {
    dataset: 'twelve filters in twelve orders on the largest queue and on a small one',
    run: async (options) => (await import('./filters.bench.ts')).benchFilters(options),
  },
  'open-case': {
    dataset: 'open cases and the newest of all',
    run: async (options) => (await import('./open-case.bench.ts')).benchOpenCase(options),
  },
  bulk: {
    dataset: '500 open cases at a time',
    run: async (options) => (await import('./bulk.bench.ts')).benchBulk(options),
  },
  import: {
    dataset: '100,000 rows of a file, into a profile of their own',
    run: async (options) => (await import('./import.bench.ts')).benchImport(options),
  },
  size: {
    dataset: 'the whole file',
    run: async (options) => (await import('./size.bench.ts')).benchSize(options),
  },
  'first-fill': {
    dataset: '20,000 and 200,000 cases at a backend on PostgreSQL, into an empty file',
    run: async () => (await import('./sync/first-fill.bench.ts')).benchFirstFill(),
  },
  'first-fill-snapshot': {
    dataset: 'the same, by a ready-made file beside row by row',
    run: async () => (await import('./sync/first-fill-snapshot.bench.ts')).benchFirstFillSnapshot(),
  },
  push: {
    dataset: '2,000 edits made offline of 20,000 cases, decided on PostgreSQL',
    run: async () => (await import('./sync/push.bench.ts')).benchPush(),
  },
  'pull-million': {
    dataset: '1,000,000 and 100,000 rows at a backend on PostgreSQL, into an empty file',
    run: async () => (await import('./sync/pull-million.bench.ts')).benchPullMillion(),
  },
  ...beside('pouchdb'),
  ...beside('watermelondb'),
  ...beside('watermelondb-lokijs'),
  ...beside('rxdb'),
  'request-tracker': {
    dataset: '20,000 tickets, and the same cases on a device',
    run: async () => (await import('./request-tracker/request-tracker.bench.ts')).benchRequestTracker(),
    onDemand: true,
  },
  backend: {
    dataset: 'registrations on 64 connections, two servers in turn',
    run: async () => (await import('./backend/backend.bench.ts')).benchBackend(),
  },
  'fan-out': {
    dataset: '100 registrations, 1,000 live clients',
    run: async () => (await import('./backend/fan-out.bench.ts')).benchFanOut(),
  },
  embedded: {
    dataset: 'the demo data',
    run: async () => (await import('./backend/embedded.bench.ts')).benchEmbedded(),
  },
  'kill-device': {
    dataset: 'somebody at the data process, a colleague, a node on PostgreSQL',
    run: async () => (await import('./backend/kills.bench.ts')).benchKillDevice(),
  },
  'kill-backend': {
    dataset: 'six writers and two readers on two nodes',
    run: async () => (await import('./backend/kills.bench.ts')).benchKillBackend(),
  },
  durable: {
    dataset: 'registrations on a device and at a node',
    run: async () => (await import('./backend/durable/durable.bench.ts')).benchDurable(),
  },
  commit: {
    dataset: '2,000 registrations in a file of their own',
    run: async () => (await import('./commit.bench.ts')).benchCommit(),
  },
  start: {
    dataset: 'the built app on a profile with so many cases, and on one with 1,000',
    run: async (options) => (await import('./window/start.bench.ts')).benchStart(options),
  },
  memory: {
    dataset: 'the built app after queues, a search and a case',
    run: async (options) => (await import('./window/memory.bench.ts')).benchMemory(options),
  },
  ipc: {
    dataset: "the window's own line to the data process",
    run: async (options) => (await import('./window/ipc.bench.ts')).benchIpc(options),
  },
  keys: {
    dataset: 'every queue, rows one by one and pages of a long one',
    run: async (options) => (await import('./window/keys.bench.ts')).benchKeys(options),
  },
  'search-painted': {
    dataset: 'eleven words, letter by letter, in the window',
    run: async (options) => (await import('./window/keys.bench.ts')).benchSearchPainted(options),
  },
  typing: {
    dataset: '20,000 cases from a backend on PostgreSQL, each changed five times while letters are typed',
    run: async () => (await import('./window/typing.bench.ts')).benchTyping(),
  },
  scroll: {
    dataset: 'the longest queue and a bare virtual list of 100,000 rows',
    run: async (options) => (await import('./window/scroll.bench.ts')).benchScroll(options),
  },
  idle: {
    dataset: 'the window with nobody in front of it, offline',
    run: async (options) => (await import('./window/idle.bench.ts')).benchIdle(options),
  },
}

/** A peer with the same cases in the same run. */
function beside(peer: string): Readonly<Record<string, Bench>> {
  return {
    [`first-fill-vs-${peer}`]: {
      dataset: '20,000 cases',
      run: async () => (await import('./peers/peers.bench.ts')).benchFillBeside(peer),
    },
    [`push-vs-${peer}`]: {
      dataset: '2,000 edits of 20,000 cases',
      run: async () => (await import('./peers/peers.bench.ts')).benchPushBeside(peer),
    },
  }
}
