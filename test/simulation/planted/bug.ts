import type { Profile } from '#electron/data/profile.ts'
import type { LiveEvent } from '#shared/sync/wire.ts'
import type { StatementTap } from '../desk/kill-switch.ts'
import type { Stage } from '../history/stage.ts'
import type { Answered, Asked } from '../world/node.ts'

/** A fault of the program, put in by the harness from outside of it. */
export type Bug = {
  readonly asked?: (asked: Asked) => Asked
  readonly answered?: (asked: Asked, answered: Answered) => Answered
  readonly told?: (event: LiveEvent) => LiveEvent
  readonly skips?: StatementTap
  readonly opened?: (profile: Profile) => void
  readonly set?: (stage: Stage) => void
}
export const NO_BUG: Bug = {}
