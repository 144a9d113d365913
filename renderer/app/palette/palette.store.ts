import { create } from 'zustand'
import { awaitField } from '../../ui/held-keys.ts'

const RECENT = 8

type Palette = {
  readonly open: 'palette' | 'help' | 'jump' | null
  /** Cases opened in this window, newest first. */
  readonly recent: readonly string[]
}

export const usePalette = create<Palette>(() => ({ open: null, recent: [] }))

export const showPalette = (): void => showField('palette')
export const showHelp = (): void => usePalette.setState({ open: 'help' })
export const showJump = (): void => showField('jump')
export const closePalette = (): void => usePalette.setState({ open: null })

function showField(open: 'palette' | 'jump'): void {
  if (usePalette.getState().open !== open) awaitField()
  usePalette.setState({ open })
}

export const rememberOpened = (caseId: string): void =>
  usePalette.setState(({ recent }) => ({ recent: [caseId, ...recent.filter((id) => id !== caseId)].slice(0, RECENT) }))
