import type { Facts } from './facts.ts'
import type { Stage } from './stage.ts'

/** One part of the story: done by clicks and keys in the window, checked in the window and in the backend's PostgreSQL. */
export type Step = {
  readonly id: string
  readonly about: string
  /** ISO instant at which its backend and desks start; steps of one instant share them. */
  readonly startsAt: string
  /** Throws when anything is not as it must be. */
  readonly run: (stage: Stage, facts: Facts) => Promise<void>
}
