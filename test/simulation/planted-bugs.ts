import type { Profile } from '#electron/data/profile.ts'
import type { StatementTap } from './desk/kill-switch.ts'
import type { Stage } from './history/stage.ts'
import type { Asked, Answered } from './world/node.ts'

/** A fault of the program, put in by the harness from outside of it. */
export type Bug = {
  readonly asked?: (asked: Asked) => Asked
  readonly answered?: (asked: Asked, answered: Answered) => Answered
  readonly skips?: StatementTap
  readonly opened?: (profile: Profile) => void
  readonly set?: (stage: Stage) => void
}
export const NO_BUG: Bug = {}
