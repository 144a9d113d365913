import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import { type Range, rangesIn, type ReadAs, type Sought, soughtIn } from '#shared/lib/search-marks.ts'
import styles from '../../../case-parts/list/case-row.module.css'
import type { RowWords } from '../../../case-parts/list/row-words.ts'
import { type CellProps, type Cells, CELLS } from '../../../case-parts/list/cells.tsx'
import { foundCode } from './found-code.ts'
import { type FieldName, foundText, foundTitle } from './found-text.tsx'
import { marked } from './marked.tsx'

type Hit = CellProps<SearchHit>

/**
 * The cells of the hits of a query with what matched marked: words in the title, the names and what else of a case is searched, the
 * serial or phone in place of the state, and the digits of a number that came without its check digit. A whole number found one case,
 * and a mark would say nothing.
 */
export function markedCells(query: string): Cells<SearchHit> {
  const sought = soughtIn(query)
  const ranges = (text: string, as: ReadAs): readonly Range[] => rangesIn(text, sought, as)
  return {
    ...CELLS,
    number: (hit) => (hit.item.by === 'number-unchecked' ? numberCell(hit, ranges) : CELLS.number(hit)),
    title: (hit) => titleCell(hit, sought),
    product: ({ item }) => productCell(item, ranges),
    fault: ({ item, room, words }) => (
      <span className={styles.fault} title={foundTitle(item, fieldName(words))}>
        {foundText(item, room, sought, fieldName(words))}
      </span>
    ),
    customer: ({ item }) => nameCell(item, ranges),
    state: (hit) => (hit.item.by === 'text' || hit.item.by === 'number' ? CELLS.state(hit) : whyCell(hit, ranges)),
  }
}

type Ranges = (text: string, as: ReadAs) => readonly Range[]

function numberCell({ item, words }: Hit, ranges: Ranges): ReactNode {
  const number = words.format.caseName(item)
  return <span className={styles.number}>{marked(number, ranges(number, 'code'))}</span>
}

const fieldName =
  ({ t }: RowWords): FieldName =>
  (field) =>
    t(`common:field.${field}`)

function titleCell({ item, room, words }: Hit, sought: Sought): ReactNode {
  const { productName } = item
  return (
    <span className={styles.what} title={`${productName} – ${foundTitle(item, fieldName(words))}`}>
      <span className={styles.product}>{marked(productName, rangesIn(productName, sought, 'text'))}</span>
      <span className={styles.fault}> {foundText(item, room - productName.length - 1, sought, fieldName(words))}</span>
    </span>
  )
}

function productCell({ productName }: SearchHit, ranges: Ranges): ReactNode {
  const found = ranges(productName, 'text')
  return (
    <span className={styles.product} title={productName} data-found={found.length > 0 || undefined}>
      {marked(productName, found)}
    </span>
  )
}

/** The customer; where it is the contact that matched, both. */
function nameCell({ customerName, contactName }: SearchHit, ranges: Ranges): ReactNode {
  const customer = customerName ?? contactName
  const inCustomer = ranges(customer, 'name')
  const inContact = customerName === null || inCustomer.length > 0 ? [] : ranges(contactName, 'name')
  return (
    <span
      className={styles.plain}
      title={inContact.length > 0 ? `${contactName}, ${customer}` : customer}
      data-found={inCustomer.length + inContact.length > 0 || undefined}
    >
      {inContact.length > 0 && <>{marked(contactName, inContact)}, </>}
      {marked(customer, inCustomer)}
    </span>
  )
}

/** Which serial or phone matched; of a number, that nobody has checked it. */
function whyCell({ item, words }: Hit, ranges: Ranges): ReactNode {
  const kind = words.t(`search:by.${item.by}`)
  const code = foundCode(item)
  if (code === null) return <span className={styles.state}>{kind}</span>
  return (
    <span className={styles.state} title={`${kind} ${code}`}>
      <span className="sk-visually-hidden">{kind} </span>
      {marked(code, ranges(code, 'code'))}
    </span>
  )
}
