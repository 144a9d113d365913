import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { heldOrder } from './held-order.ts'

/** So long after the pointer has moved it is taken to be about to do something. */
const STEADY_MS = 2500

const NONE: ReadonlySet<string> = new Set()

type Held<T> = {
  readonly shown: readonly T[]
  /** Cases that have come meanwhile and are not shown yet. */
  readonly fresh: number
  /** What is shown and in the list no more. */
  readonly gone: ReadonlySet<string>
  readonly release: () => void
}

/**
 * Keeps the rows of a list in their places while a pointer is about to hit one of them or some are picked: what changes changes in
 * place, what is gone stays as it was, and what is new waits and is counted. Everything is shown as soon as the list is let go.
 */
export function useHeld<T extends { readonly id: string }>(
  frame: RefObject<HTMLElement | null>,
  items: readonly T[],
  /** Another list than before: nothing of the old one is kept. */
  listKey: string,
  picking: boolean,
): Held<T> {
  const pointing = usePointing(frame)
  const holding = pointing || picking
  const [held, setHeld] = useState<{ readonly listKey: string; readonly items: readonly T[] } | null>(null)
  const latest = useRef(items)
  useEffect(() => {
    latest.current = items
  })
  useEffect(() => {
    setHeld(holding ? { listKey, items: latest.current } : null)
  }, [holding, listKey])
  const before = held !== null && holding && held.listKey === listKey ? held.items : null
  const result = useMemo(
    () => (before === null || before.length === 0 ? { shown: items, fresh: 0, gone: NONE } : heldOrder(before, items)),
    [before, items],
  )
  const release = useCallback(() => setHeld({ listKey, items: latest.current }), [listKey])
  return { ...result, release }
}

/** The pointer is over the element and has moved just now. A parked pointer holds nothing. */
function usePointing(frame: RefObject<HTMLElement | null>): boolean {
  const [pointing, setPointing] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = () => {
      clearTimeout(timer)
      setPointing(false)
    }
    const moved = () => {
      clearTimeout(timer)
      timer = setTimeout(stop, STEADY_MS)
      setPointing(true)
    }
    element.addEventListener('pointermove', moved)
    element.addEventListener('pointerleave', stop)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('pointermove', moved)
      element.removeEventListener('pointerleave', stop)
    }
  }, [frame])
  return pointing
}
