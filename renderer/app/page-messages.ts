import { useEffect, useRef } from 'react'
import type { PageMessage } from '#shared/contract/page.ts'

/** Hears what the main process tells this window. */
export function usePageMessages(hear: (message: PageMessage) => void): void {
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source === window && isPageMessage(event.data)) latest.current(event.data)
    }
    window.addEventListener('message', onMessage)
    return () => window.removeEventListener('message', onMessage)
  }, [])
}

const isPageMessage = (data: unknown): data is PageMessage =>
  typeof data === 'object' &&
  data !== null &&
  'type' in data &&
  (data.type === 'skranke-open-case' || data.type === 'skranke-failed')
