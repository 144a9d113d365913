import { type RefObject, useCallback, useEffect } from 'react'
import { createScanDetector } from './scan-detector.ts'

const isTyping = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/**
 * Keeps the scanner ready: keys pressed while no field has the focus go to it, and a scan that comes while something is written goes
 * out of that field again and is read as a scan.
 */
export function useScannerFocus(scanner: RefObject<HTMLInputElement | null>, onScan: (text: string) => void) {
  const refocus = useCallback(() => scanner.current?.focus(), [scanner])

  useEffect(() => {
    const feed = createScanDetector()
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { target } = event
      if (target === scanner.current) return
      if (target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return
      const scanned = feed(event.key, event.timeStamp)
      if (isTyping(target)) {
        if (scanned === null) return
        event.preventDefault()
        event.stopPropagation()
        takeOut(target, scanned)
        onScan(scanned)
      } else if (event.key.length === 1 && event.key !== ' ') {
        // The key itself goes where the focus goes; shortcuts of one letter do not act on the bench.
        event.stopPropagation()
        refocus()
      }
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [scanner, onScan, refocus])

  return refocus
}

/** Removes what a scanner typed before the cursor, in a way that React sees. */
function takeOut(field: HTMLInputElement | HTMLTextAreaElement, scanned: string): void {
  if (typeof field.selectionStart !== 'number') return
  const at = field.selectionStart
  if (field.value.slice(at - scanned.length, at) !== scanned) return
  const rest = field.value.slice(0, at - scanned.length) + field.value.slice(at)
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set
  setter?.call(field, rest)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
