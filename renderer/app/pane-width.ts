import { z } from 'zod'
import { useSetting } from '../api/settings.ts'

const USUAL = 420
const Width = z.int().min(100).max(10_000)

/** Width of the list, px: what the person dragged it to, the same in every queue and after a restart. */
export function usePaneWidth(): [number, (width: number) => void] {
  const [width, keep] = useSetting('list-width', Width)
  return [width ?? USUAL, keep]
}
