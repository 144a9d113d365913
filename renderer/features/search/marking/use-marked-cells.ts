import { useEffect, useMemo, useState } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import type { Cells } from '../../../case-parts/list/cells.tsx'
import type { markedCells } from './marked-cells.tsx'

type Marking = { readonly markedCells: typeof markedCells }

let loaded: Marking | null = null

/** Fetched when somebody comes to the search: no other screen marks anything. */
export async function loadMarking(): Promise<Marking> {
  loaded = await import('./marked-cells.tsx')
  return loaded
}

/** The cells of a list of what a text found, with what matched marked. */
export function useMarkedCells(text: string): Cells<SearchHit> | undefined {
  const [marking, setMarking] = useState(loaded)
  useEffect(() => {
    if (marking === null) void loadMarking().then(setMarking)
  }, [marking])
  return useMemo(() => marking?.markedCells(text), [marking, text])
}
