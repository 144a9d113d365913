import { useEffect, useState } from 'react'

/** The first picture and the first keys come before. */
const AFTER_MS = 500
/** A busy window gets there too. */
const LATEST_MS = 1500

/** True once the window has been there for a moment and has nothing else to do: the time for what nobody sees at the start. */
export function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    let idle = 0
    const timer = setTimeout(() => {
      idle = requestIdleCallback(() => setSettled(true), { timeout: LATEST_MS })
    }, AFTER_MS)
    return () => {
      clearTimeout(timer)
      cancelIdleCallback(idle)
    }
  }, [])
  return settled
}
