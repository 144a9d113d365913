export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const SMALLEST = { width: 1024, height: 640 } as const
export const FIRST = { width: 1280, height: 800 } as const

/** So much of the window must lie on a screen that it can be taken hold of. */
const VISIBLE = 120

/**
 * Where to open the window: where it was, if enough of it still lies on a screen; otherwise in the middle of the first one.
 * Never larger than the screen it is on, never smaller than the page can be used.
 * @param screens work areas, the primary one first
 */
export function restoredBounds(saved: Rectangle | null, screens: readonly Rectangle[]): Rectangle {
  const home = saved && screens.find((screen) => overlaps(saved, screen))
  const screen = home ?? screens[0] ?? { x: 0, y: 0, ...FIRST }
  const width = clamp(saved?.width ?? FIRST.width, SMALLEST.width, screen.width)
  const height = clamp(saved?.height ?? FIRST.height, SMALLEST.height, screen.height)
  if (saved && home) {
    const x = clamp(saved.x, screen.x, screen.x + screen.width - width)
    const y = clamp(saved.y, screen.y, screen.y + screen.height - height)
    return { x, y, width, height }
  }
  const x = screen.x + Math.max(0, Math.round((screen.width - width) / 2))
  const y = screen.y + Math.max(0, Math.round((screen.height - height) / 2))
  return { x, y, width, height }
}

/** The lower bound wins: a screen may be smaller than the smallest window. */
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

function overlaps(a: Rectangle, b: Rectangle): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width >= VISIBLE && height >= VISIBLE
}
