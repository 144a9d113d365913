import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import { rangesIn, shownFrom, soughtIn } from '#shared/lib/search-marks.ts'
import { foundCode } from '../../features/search/marking/found-code.ts'
import { marked } from '../../features/search/marking/marked.tsx'

/** For so many letters a line of the palette has room beside its number, about. */
const ROOM = 70

/** Why a text found this case: its serial or phone, or its fault, from where it matched and with that marked. */
export function foundDetail(hit: SearchHit, text: string, aside: string): ReactNode {
  const sought = soughtIn(text)
  const code = foundCode(hit)
  if (code !== null) return marked(code, rangesIn(code, sought, 'code'))
  const ranges = rangesIn(hit.faultDescription, sought, 'text')
  const from = shownFrom(hit.faultDescription, ranges, ROOM - hit.productName.length - aside.length)
  return (
    <>
      {from > 0 && '… '}
      {marked(hit.faultDescription, ranges, from)}
    </>
  )
}

/** A name with what matched marked. */
export const foundName = (name: string, text: string, as: 'text' | 'name'): ReactNode =>
  marked(name, rangesIn(name, soughtIn(text), as))
