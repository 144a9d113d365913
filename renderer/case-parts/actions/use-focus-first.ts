import { type RefObject, useEffect, useRef } from 'react'

/** Gives the focus to the first control inside as it opens; in a group of choices to the chosen one. */
export function useFocusFirst<T extends HTMLElement>(): RefObject<T | null> {
  const box = useRef<T>(null)
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('input:not([type="radio"]), input:checked, textarea, select')
    first?.focus()
    if (first instanceof HTMLInputElement && first.type === 'text') first.select()
  }, [])
  return box
}
