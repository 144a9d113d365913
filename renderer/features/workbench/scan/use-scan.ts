import { useCallback, useRef, useState } from 'react'
import { searchUnits } from '../workbench.queries.ts'
import { findUnit, type Found, searchTexts } from './find-unit.ts'
import { readScan, type Scan } from './read-scan.ts'

/** What the last scan came to, for the sentence under the scanner. Null: it opened its unit. */
export type ScanResult =
  | { readonly kind: 'bad-number' | 'unreadable' | 'none' | 'failed'; readonly text: string }
  | { readonly kind: 'several' | 'not-workshop' | 'ended'; readonly text: string; readonly found: Found }

/** Looks up what was scanned and opens its unit. The newest scan counts: the answer to an earlier one is dropped. */
export function useScan(onUnit: (caseId: string) => void) {
  const [result, setResult] = useState<ScanResult | null>(null)
  const latest = useRef(0)

  const scan = useCallback(
    async (text: string): Promise<void> => {
      const read = readScan(text)
      if (read.kind === 'empty') return
      latest.current += 1
      const turn = latest.current
      const shown = text.trim().slice(0, 60)
      if (read.kind === 'unreadable') return setResult({ kind: 'unreadable', text: shown })
      const found = await lookUp(read).catch(() => null)
      if (turn !== latest.current) return
      if (found === null) return setResult({ kind: 'failed', text: shown })
      if (found.kind === 'unit') {
        setResult(null)
        return onUnit(found.hit.id)
      }
      if (found.kind === 'none')
        return setResult({ kind: read.kind === 'bad-number' ? 'bad-number' : 'none', text: shown })
      setResult({ kind: found.kind, text: shown, found })
    },
    [onUnit],
  )

  return { scan, result, clear: useCallback(() => setResult(null), []) }
}

async function lookUp(scan: Scan): Promise<Found> {
  let found: Found = { kind: 'none' }
  for (const text of searchTexts(scan)) {
    found = findUnit(scan, await searchUnits(text))
    if (found.kind !== 'none') break
  }
  return found
}
