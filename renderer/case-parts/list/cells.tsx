import type { ReactNode } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import styles from './case-row.module.css'
import type { ColumnId } from './columns.ts'
import { dueMark } from './due-mark.tsx'
import type { RowWords } from './row-words.ts'

/** `room`: for so many letters the title, in two lines the fault, has room, about; only where a list draws them itself. */
export type CellProps<T extends CaseListItem = CaseListItem> = {
  readonly item: T
  readonly words: RowWords
  readonly room: number
}
/** What stands in each column of one line; in two lines the product and the fault, which are one column there, stand apart. */
export type Cells<T extends CaseListItem = CaseListItem> = Readonly<
  Record<ColumnId | 'product' | 'fault', (props: CellProps<T>) => ReactNode>
>

const textCell = (className: string | undefined, text: string | null): ReactNode => (
  <span className={className} title={text ?? undefined}>
    {text}
  </span>
)

const plain =
  (read: (item: CaseListItem) => string | null) =>
  ({ item }: CellProps): ReactNode =>
    textCell(styles.plain, read(item))

/**
 * What stands in each column; adding a column is adding a line here and in `columns.ts`. Plain functions and not components: a row
 * is the smallest thing that is drawn anew.
 */
export const CELLS: Cells = {
  due: ({ item, words }) => dueMark(item.dueAt, words),
  number: numberCell,
  title: titleCell,
  product: ({ item: { productName } }) => textCell(styles.product, productName),
  fault: ({ item: { faultDescription } }) => textCell(styles.fault, faultDescription),
  customer: plain(({ customerName, contactName }) => customerName ?? contactName),
  state: stateCell,
  owner: ownerCell,
  contract: plain(({ contract }) => contract),
  channel: ({ item, words }) => <span className={styles.plain}>{words.states(`channel.${item.channel}`)}</span>,
  waiting: ({ item: { waitingFor }, words }) => (
    <span className={styles.plain}>{waitingFor === null ? '' : words.states(`waitingFor.${waitingFor}`)}</span>
  ),
  serial: plain(({ serialNo }) => serialNo),
  changed: ({ item, words }) => ageCell(item.changedAt, words),
  age: ({ item, words }) => ageCell(item.registeredAt, words),
}

function numberCell({ item, words }: CellProps): ReactNode {
  return (
    <span className={styles.number}>
      {words.format.caseName(item)} {mark(item.mark, words)}
    </span>
  )
}

function titleCell({ item }: CellProps): ReactNode {
  return (
    <span className={styles.what} title={`${item.productName} – ${item.faultDescription}`}>
      <span className={styles.product}>{item.productName}</span>
      <span className={styles.fault}> {item.faultDescription}</span>
    </span>
  )
}

function stateCell({ item, words }: CellProps): ReactNode {
  return textCell(styles.state, words.states(`state.${item.state}`))
}

function ownerCell({ item, words }: CellProps): ReactNode {
  return (
    <span className={styles.owner} title={item.ownerInitials === null ? words.t('unowned') : undefined}>
      {item.ownerInitials ?? <span className={styles.nobody}>–</span>}
    </span>
  )
}

function ageCell(at: string, { format: { age, moment } }: RowWords): ReactNode {
  return (
    <span className={styles.age} title={moment(at)}>
      {age(at)}
    </span>
  )
}

/** ◌ not sent yet, ▲ refused; the words are read aloud. */
function mark(kind: CaseListItem['mark'], { states }: RowWords): ReactNode {
  if (kind === 'none') return null
  const said = states(`mark.${kind}`)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a sign, not a picture
    <span className={styles.mark} data-mark={kind} role="img" aria-label={said} title={said}>
      {kind === 'pending' ? '◌' : '▲'}
    </span>
  )
}
