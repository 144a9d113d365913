import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/connect.ts'
import type { Watch } from '../services/deciding/watch.ts'
import type { Live } from '../services/live.ts'

/** Figures of one node for Prometheus: names of commands, routes and error codes; never who, what or which. */
export type Metrics = {
  readonly registry: Registry
  readonly watch: Watch
  readonly answered: (route: string, method: string, status: number, seconds: number) => void
  readonly pulled: (rows: number) => void
  readonly turnedAway: (why: string) => void
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(db: Database): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const commands = new Counter({
    name: 'skranke_commands_total',
    help: 'Commands by name and outcome; a refusal by its code',
    labelNames: ['name', 'outcome'],
    registers,
  })
  const decide = new Histogram({
    name: 'skranke_decide_seconds',
    help: 'From the first lock to the commit of a group of commands',
    buckets: SECONDS,
    registers,
  })
  const group = new Histogram({
    name: 'skranke_decide_group_size',
    help: 'Commands decided in one transaction',
    buckets: [1, 2, 5, 10, 20, 50, 100],
    registers,
  })
  const sequencer = new Histogram({
    name: 'skranke_sequencer_wait_seconds',
    help: 'Wait for the right to give out positions, which one transaction of all nodes has at a time',
    buckets: SECONDS,
    registers,
  })
  const requests = new Histogram({
    name: 'skranke_request_seconds',
    help: 'Requests by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  })
  const rows = new Counter({ name: 'skranke_pull_rows_total', help: 'Rows sent to devices', registers })
  const away = new Counter({
    name: 'skranke_turned_away_total',
    help: 'Requests answered "come again", by reason',
    labelNames: ['why'],
    registers,
  })
  const pool = new Gauge({
    name: 'skranke_pool_connections',
    help: 'Connections to PostgreSQL by state, and requests that wait for one',
    labelNames: ['state'],
    registers: [],
    collect() {
      const { totalCount, idleCount, waitingCount } = db.$client
      this.set({ state: 'busy' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waiting' }, waitingCount)
    },
  })
  registry.registerMetric(pool)
  return {
    registry,
    watch: {
      decided: (outcomes, ms) => {
        decide.observe(ms / 1000)
        group.observe(outcomes.length)
        for (const { name, outcome } of outcomes) commands.inc({ name, outcome })
      },
      sequenced: (ms) => sequencer.observe(ms / 1000),
    },
    answered: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    pulled: (count) => rows.inc(count),
    turnedAway: (why) => away.inc({ why }),
  }
}

/** Counts who listens. */
export function counted(live: Live, { registry }: Metrics): Live {
  const clients = new Gauge({
    name: 'skranke_live_clients',
    help: 'Devices that listen to this node',
    registers: [registry],
  })
  return {
    ...live,
    subscribe: (...heard) => {
      const unsubscribe = live.subscribe(...heard)
      clients.inc()
      return () => {
        clients.dec()
        unsubscribe()
      }
    },
  }
}
