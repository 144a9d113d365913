import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * The width of an element in px, 0 before it is there. It is known before the first paint: what depends on it is drawn once, and
 * not first as if there were no room.
 */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    // oxlint-disable-next-line react/set-state-in-effect -- only the document knows it, and before the paint
    setWidth(current.clientWidth)
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
