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
 * first row on the screen stays where it is; otherwise the list shows its new top.
 * @returns to be called on scroll
 */
export function useStablePlace<T>(
  scroller: RefObject<HTMLElement | null>,
  items: readonly T[],
  idOf: (item: T) => string,
  { indexAt, startOf, changed }: Layout,
): () => void {
  const place = useRef<{ readonly id: string; readonly into: number } | null>(null)
  const note = () => {
    const top = scroller.current?.scrollTop ?? 0
    const index = indexAt(top)
    const item = items[index]
    place.current = item === undefined ? null : { id: idOf(item), into: top - startOf(index) }
  }
  useLayoutEffect(() => {
    const element = scroller.current
    const kept = place.current
    if (element && kept && (element.scrollTop > 0 || element.matches(':hover'))) {
      const index = items.findIndex((item) => idOf(item) === kept.id)
      const top = startOf(index) + kept.into
      if (index >= 0 && top !== element.scrollTop) element.scrollTop = top
    }
    note()
    // Only new rows may have moved what is read.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [items, changed])
  return note
}
