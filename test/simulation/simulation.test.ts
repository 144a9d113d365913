import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyCoverage } from './acts/journal.ts'
import { readRegressions } from './history/regressions.ts'
import { shrink } from './history/shrink.ts'
import { openSimulation, type Simulation } from './history/simulation.ts'
import { planHistory } from './history/steps.ts'
import { withMeetings } from './planted/plans.ts'

const SEEDS = Array.from({ length: 12 }, (_, i) => `quick/${i}`)
const COMMANDS = 120

let simulation: Simulation
beforeAll(async () => {
  simulation = await openSimulation()
})
afterAll(() => simulation.stop())

test.each(SEEDS)('nothing is lost, doubled or out of order: %s', async (seed) => {
  expect(await simulation.play(planHistory(seed, COMMANDS), emptyCoverage())).toEqual([])
})

test.each(readRegressions())('a history that failed once: $name', async ({ plan }) => {
  expect(await simulation.play(plan, emptyCoverage())).toEqual([])
})

test('a seed replays exactly, also where requests meet', async () => {
  const plan = withMeetings(planHistory('again', 60))
  const [first, second] = [emptyCoverage(), emptyCoverage()]
  await simulation.play(plan, first)
  await simulation.play(plan, second)
  expect(second).toEqual(first)
  expect(first.faults['met another request']).toBeGreaterThan(0)
})

test('a failing history is shrunk to what it takes', async () => {
  const plan = planHistory('shrunk')
  const needed = [plan.steps[7], plan.steps[151]]
  const shrunk = await shrink(plan, async ({ steps }) => needed.every((step) => step && steps.includes(step)), 400)
  expect(shrunk.steps).toEqual(needed)
})
