/**
 * `npm run simulate -- --histories N --seed S [--nightly] [--only I] [--jobs J] [--minutes M] [--keep no]`: plays the kept
 * regressions, then N histories (20,000 with `--nightly`) made from the seed (a number, or `random`), J at a time, and begins none
 * after M minutes or an interrupt. The last line is JSON; the status is 1 when anything was violated, or when 300 histories and more did not reach
 * all that they should.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addCoverage, ENOUGH_FOR_ALL, expectedCoverage, notReached } from './history/coverage.ts'
import { readRegressions } from './history/regressions.ts'
import { type HistoryPlan, planHistory } from './history/steps.ts'
import type { Task, Told } from './player-messages.ts'
import { freshSeed } from './world/chance.ts'

/** So many failing histories are shrunk and kept; the rest are only named. */
const KEPT_AT_MOST = 3
const TOLD_EVERY_MS = 10_000
const NIGHTLY = 20_000
/** Most of what a history makes is soon gone: room for it (MB) saves collecting it. */
const YOUNG_MB = 64

const { values } = parseArgs({
  options: {
    histories: { type: 'string' },
    nightly: { type: 'boolean', default: false },
    seed: { type: 'string', default: 'random' },
    only: { type: 'string' },
    // While one waits for its database, another goes on.
    jobs: { type: 'string', default: String(availableParallelism() + 1) },
    minutes: { type: 'string', default: 'Infinity' },
    keep: { type: 'string', default: 'yes' },
  },
})
const seed = values.seed === 'random' ? freshSeed() : Number(values.seed)
const histories = Number(values.histories ?? (values.nightly ? NIGHTLY : 100))
if (!Number.isInteger(seed) || !Number.isInteger(histories) || histories < 0) {
  process.stderr.write('--seed is a whole number or "random", --histories a whole number\n')
  process.exit(2)
}

const coverage = expectedCoverage()
const violations: { seed: string; kept: string | null; what: readonly string[] }[] = []
const started = performance.now()
let played = 0
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupted.abort())

function* plans(): Generator<HistoryPlan> {
  if (values.only !== undefined) return yield planHistory(`${seed}/${values.only}`)
  for (const { plan } of readRegressions()) yield plan
  const endMs = started + Number(values.minutes) * 60_000
  for (let i = 0; i < histories && !interrupted.signal.aborted && performance.now() < endMs; i++)
    yield planHistory(`${seed}/${i}`)
}
const next = plans()

const progress = setInterval(
  () => process.stderr.write(`${played} played, ${violations.length} failed, ${rate()} a second\n`),
  TOLD_EVERY_MS,
)
await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, playOn))
clearInterval(progress)

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0)
const { 'met request-lost': _, ...faults } = coverage.faults
const zeros = notReached(coverage)
process.stdout.write(
  `${JSON.stringify({
    histories: played,
    seed,
    commands: sum(coverage.commands),
    faults: sum(faults),
    historiesPerSecond: Number(rate()),
    zeros,
    coverage,
    violations,
  })}\n`,
)
process.exitCode = violations.length > 0 || (played >= ENOUGH_FOR_ALL && zeros.length > 0) ? 1 : 0

function rate(): string {
  return (played / ((performance.now() - started) / 1000)).toFixed(2)
}

/** One player, for as long as there are histories. */
function playOn(): Promise<void> {
  const player: ChildProcess = fork(join(import.meta.dirname, 'player.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...process.execArgv, `--max-semi-space-size=${YOUNG_MB}`],
  })
  const give = (task: Task): void => void player.send(task)
  return new Promise((resolve, reject) => {
    player.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a player ended with ${code}`))))
    player.on('message', (told: Told) => {
      if (told.kind === 'played') take(told)
      const { value: plan, done } = next.next()
      if (done) return give('stop')
      const keep = values.keep === 'yes' && violations.length < KEPT_AT_MOST
      give({ plan, keep })
    })
  })
}

function take({ seed: which, violations: what, coverage: reached, kept }: Extract<Told, { kind: 'played' }>): void {
  played += 1
  addCoverage(coverage, reached)
  if (what.length === 0) return
  violations.push({ seed: which, kept, what: what.slice(0, 5) })
}
