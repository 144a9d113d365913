import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import { rangesIn, soughtIn } from '#shared/lib/search-marks.ts'
import { foundCode } from '../../features/search/marking/found-code.ts'
import { type FieldName, foundText } from '../../features/search/marking/found-text.tsx'
import { marked } from '../../features/search/marking/marked.tsx'

/** For so many letters a line of the palette has room beside its number, about. */
const ROOM = 70

/** Why a text found this case: its serial or phone, or what of it matched, from where it did and with that marked. */
export function foundDetail(hit: SearchHit, text: string, aside: string, nameOf: FieldName): ReactNode {
  const sought = soughtIn(text)
  const code = foundCode(hit)
  if (code !== null) return marked(code, rangesIn(code, sought, 'code'))
  return foundText(hit, ROOM - hit.productName.length - aside.length, sought, nameOf)
}

/** A name with what matched marked. */
export const foundName = (name: string, text: string, as: 'text' | 'name'): ReactNode =>
  marked(name, rangesIn(name, soughtIn(text), as))
