import { create } from 'zustand'
import type { CommandName } from '#shared/domain/commands.ts'
import { awaitField } from '../../ui/held-keys.ts'

/** Which action's form is open, and on which case. What is typed in it is a draft on disk, not here. */
type Open = { readonly caseId: string; readonly command: CommandName } | null
export const useOpenAction = create<{ readonly open: Open }>(() => ({ open: null }))

export const openAction = (caseId: string, command: CommandName): void => {
  const { open } = useOpenAction.getState()
  if (open?.caseId !== caseId || open.command !== command) awaitField()
  useOpenAction.setState({ open: { caseId, command } })
}
export const closeAction = (): void => useOpenAction.setState({ open: null })
