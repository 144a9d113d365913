import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import { rangesIn, shownFrom, type Sought } from '#shared/lib/search-marks.ts'
import { marked } from './marked.tsx'
import styles from './marked.module.css'

/** The words for a field of a case. */
export type FieldName = (field: NonNullable<SearchHit['elsewhere']>['field']) => string

/**
 * The fault of a hit with what matched marked, from where it matched when that would not be seen. What matched in something else
 * that the row does not show, a finding or an address, stands before the fault, with what it is.
 * @param room for so many letters the line has room, about
 */
export function foundText(hit: SearchHit, room: number, sought: Sought, nameOf: FieldName): ReactNode {
  const { elsewhere, faultDescription } = hit
  if (elsewhere === null) return fromMatch(faultDescription, room, sought)
  if (elsewhere.field === 'faultDescription') return fromMatch(elsewhere.text, room, sought)
  const name = nameOf(elsewhere.field)
  return (
    <>
      <span className={styles.where}>{name}: </span>
      {fromMatch(elsewhere.text, room - name.length - 2, sought, elsewhere.field === 'customerId' ? 'code' : 'text')}
      <span className={styles.where}> · </span>
      {fromMatch(faultDescription, Number.POSITIVE_INFINITY, sought)}
    </>
  )
}

/** The same as plain words, for whoever rests the pointer on it. */
export function foundTitle({ elsewhere, faultDescription }: SearchHit, nameOf: FieldName): string {
  if (elsewhere === null || elsewhere.field === 'faultDescription') return faultDescription
  return `${nameOf(elsewhere.field)}: ${elsewhere.text} · ${faultDescription}`
}

function fromMatch(text: string, room: number, sought: Sought, as: 'text' | 'code' = 'text'): ReactNode {
  const found = rangesIn(text, sought, as)
  const from = shownFrom(text, found, room)
  return (
    <>
      {from > 0 && '… '}
      {marked(text, found, from)}
    </>
  )
}
