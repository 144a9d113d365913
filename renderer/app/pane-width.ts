import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { useSetting } from '../api/settings.ts'

const LEAST = 420
/** Wider, a case in one line has more room than its fault needs. */
const MOST = 1600
const Width = z.int().min(100).max(10_000)

/** Width of the list while nobody has dragged it, px: a wide window gives most of what it has more than a usual one to the list. */
export const usualWidth = (windowWidth: number): number =>
  Math.max(LEAST, Math.min(MOST, Math.round(0.72 * windowWidth - 500)))

/** Width of the list, px: what the person dragged it to, the same in every queue and after a restart. */
export function usePaneWidth(): [number, (width: number) => void] {
  const [width, keep] = useSetting('list-width', Width)
  const usual = useSyncExternalStore(onResize, () => usualWidth(window.innerWidth))
  return [width ?? usual, keep]
}

function onResize(tell: () => void): () => void {
  window.addEventListener('resize', tell)
  return () => window.removeEventListener('resize', tell)
}
