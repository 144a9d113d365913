import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyCoverage } from '../acts/journal.ts'
import { openSimulation, type Simulation } from '../history/simulation.ts'
import { planHistory } from '../history/steps.ts'
import { PLANTED_BUGS } from './bugs.ts'

/** Histories in which a bug must have shown itself, and how many commands each has. */
const HISTORIES = 12
const COMMANDS = 90

let simulation: Simulation
beforeAll(async () => {
  simulation = await openSimulation()
})
afterAll(() => simulation.stop())

test.each(PLANTED_BUGS)('found: $name', async ({ plant, foundAs, plan = (given) => given }) => {
  const found: string[] = []
  for (let i = 0; i < HISTORIES && !found.some((each) => foundAs.test(each)); i++)
    found.push(
      ...(await simulation.play(
        plan({ ...planHistory(`planted/${i}`, COMMANDS), snapshots: false }),
        emptyCoverage(),
        plant(),
      )),
    )
  expect(found.join('\n')).toMatch(new RegExp(foundAs.source, 'm'))
})
