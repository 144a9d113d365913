import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'

/** What every card of the facts column is given. `locked`: the case has ended, or the person may not correct it. */
export type CardProps = {
  readonly view: CaseView
  readonly locked: boolean
  readonly onStart: (command: CommandName) => void
}
