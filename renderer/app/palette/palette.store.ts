import { create } from 'zustand'

const RECENT = 8

type Palette = {
  readonly open: 'palette' | 'help' | 'jump' | null
  /** Cases opened in this window, newest first. */
  readonly recent: readonly string[]
}

export const usePalette = create<Palette>(() => ({ open: null, recent: [] }))

export const showPalette = (): void => usePalette.setState({ open: 'palette' })
export const showHelp = (): void => usePalette.setState({ open: 'help' })
export const showJump = (): void => usePalette.setState({ open: 'jump' })
export const closePalette = (): void => usePalette.setState({ open: null })

export const rememberOpened = (caseId: string): void =>
  usePalette.setState(({ recent }) => ({ recent: [caseId, ...recent.filter((id) => id !== caseId)].slice(0, RECENT) }))
