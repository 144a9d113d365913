import type { Coverage } from '../acts/journal.ts'
import type { Bug } from '../planted/bug.ts'
import { startDatabase } from '../world/database.ts'
import { fastFolder } from '../world/fast-folder.ts'
import { openTheatre, runHistory } from './run-history.ts'
import type { HistoryPlan } from './steps.ts'

/** Plays histories, one after the other. */
export type Simulation = {
  /** @returns what was violated */
  readonly play: (plan: HistoryPlan, coverage: Coverage, bug?: Bug) => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}

export async function openSimulation(): Promise<Simulation> {
  const database = await startDatabase()
  const folder = fastFolder('desks')
  const theatre = await openTheatre(database, folder.path)
  return {
    play: (plan, coverage, bug) => runHistory(theatre, plan, coverage, bug),
    stop: async () => {
      await database.stop()
      folder.remove()
    },
  }
}
