import { create } from 'zustand'

/** Width of the list, px: what the person dragged it to, the same in every queue. */
const useWidth = create<{ readonly width: number }>(() => ({ width: 420 }))

export const usePaneWidth = (): number => useWidth((state) => state.width)
export const keepPaneWidth = (width: number): void => useWidth.setState({ width })
