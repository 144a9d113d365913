/** A process that plays histories for `main.ts`: told of them by messages, answers each. */
import { emptyCoverage } from './acts/journal.ts'
import { kindOf, shrink } from './history/shrink.ts'
import { openSimulation } from './history/simulation.ts'
import { keepRegression } from './history/regressions.ts'
import type { HistoryPlan } from './history/steps.ts'
import type { Task, Told } from './player-messages.ts'

process.on('SIGINT', () => {}) // ends when it is told to
const simulation = await openSimulation()
const tell = (told: Told): void => void process.send?.(told)

process.on('message', (task: Task) => void (task === 'stop' ? stop() : play(task.plan, task.keep)))
process.on('disconnect', () => void stop())
tell({ kind: 'ready' })

async function stop(): Promise<void> {
  await simulation.stop()
  process.exit()
}

async function play(plan: HistoryPlan, keep: boolean): Promise<void> {
  const coverage = emptyCoverage()
  const violations = await simulation.play(plan, coverage)
  if (violations.length > 0) process.stderr.write(`${plan.seed}: ${violations[0]}\n`)
  const kept = violations.length > 0 && keep ? await keepShrunk(plan, kindOf(violations[0] ?? '')) : null
  tell({ kind: 'played', seed: plan.seed, violations, coverage, kept })
}

async function keepShrunk(plan: HistoryPlan, kind: string): Promise<string> {
  const failing = async (shorter: HistoryPlan): Promise<readonly string[]> => {
    const violations = await simulation.play(shorter, emptyCoverage())
    return violations.some((each) => kindOf(each) === kind) ? violations : []
  }
  const shrunk = await shrink(plan, async (shorter) => (await failing(shorter)).length > 0, 150)
  return keepRegression(shrunk, await failing(shrunk))
}
