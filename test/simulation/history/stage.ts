import type { Journal } from '../acts/journal.ts'
import type { Office } from '../desk/office.ts'
import type { DeskOptions, SimDesk } from '../desk/sim-desk.ts'
import type { Doorway } from '../world/doorway.ts'
import type { SimDatabase } from '../world/database.ts'
import type { SimNode } from '../world/node.ts'
import type { World } from '../world/world.ts'

/** Everything that a history happens with. */
export type Stage = {
  readonly world: World
  readonly node: SimNode
  readonly doorway: Doorway
  readonly database: SimDatabase
  readonly desks: readonly SimDesk[]
  /** Who answers for what waits for approval. */
  readonly office: Office
  readonly journal: Journal
  /** Lets something go on while time passes; its failure is a violation. */
  readonly spawn: (work: Promise<unknown>) => void
  /** The event streams of all desks break. */
  readonly dropStreams: () => void
  /** What a person may do was changed, so that a desk may have decided by older permissions. */
  unsureRoles: boolean
  /** Migrations of the next program. */
  readonly tomorrow: string
  /** How often the database was brought back from a backup. */
  restores: number
  /** Brings back what the database held when it was backed up. */
  backup?: {
    readonly bringBack: () => Promise<void>
    /** Devices that had been wiped by then. */
    readonly wiped: ReadonlySet<string>
  }
  /** How a device that was never here before is made. */
  readonly fresh: Pick<DeskOptions, 'folder' | 'template' | 'skips' | 'opened' | 'count' | 'spawn' | 'wiped'>
}
