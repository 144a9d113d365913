import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Where rows stand, in px from the top of the list. */
type Layout = {
  readonly indexAt: (top: number) => number
  readonly startOf: (index: number) => number
  /** Another value when the heights of rows have changed. */
  readonly changed: unknown
}

/**
 * Rows that come or go above what is being read must not move it. While the list is scrolled, or the pointer is on it, the
 * first row on the screen stays where it is; otherwise the list shows its new top, as another list does. Where the list stands is
 * known from its scrolling: asking the element would have the whole page laid out before its time.
 * @returns to be called on scroll
 */
export function useStablePlace<T>(
  scroller: RefObject<HTMLElement | null>,
  items: readonly T[],
  listKey: string,
  idOf: (item: T) => string,
  { indexAt, startOf, changed }: Layout,
): () => void {
  const stands = useRef({ listKey, top: 0 })
  const place = useRef<{ readonly id: string; readonly into: number } | null>(null)
  const note = () => {
    const { top } = stands.current
    const index = indexAt(top)
    const item = items[index]
    place.current = item === undefined ? null : { id: idOf(item), into: top - startOf(index) }
  }
  const moveTo = (element: HTMLElement, top: number) => {
    if (top === stands.current.top) return
    element.scrollTop = top
    stands.current.top = top
  }
  useLayoutEffect(() => {
    const element = scroller.current
    const kept = place.current
    if (element && stands.current.listKey !== listKey) {
      stands.current.listKey = listKey
      moveTo(element, 0)
    } else if (element && kept && (stands.current.top > 0 || element.matches(':hover'))) {
      const index = items.findIndex((item) => idOf(item) === kept.id)
      if (index >= 0) moveTo(element, startOf(index) + kept.into)
    }
    note()
    // Only new rows may have moved what is read.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [items, listKey, changed])
  return () => {
    stands.current.top = scroller.current?.scrollTop ?? 0
    note()
  }
}
