import { useEffect, useState } from 'react'

/** False until what the key names has been drawn and painted once: the time for what can be seen, before what cannot. */
export function usePainted(key: string, drawn: boolean): boolean {
  const [painted, setPainted] = useState<string | null>(null)
  const waiting = drawn && painted !== key
  useEffect(() => {
    if (!waiting) return
    let task: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => setPainted(key))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(task)
    }
  }, [waiting, key])
  return painted === key
}
