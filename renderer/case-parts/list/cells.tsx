import type { ReactNode } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import styles from './case-row.module.css'
import type { ColumnId } from './columns.ts'
import { dueMark } from './due-mark.tsx'
import type { RowWords } from './row-words.ts'

/** `room`: for so many letters the title has room, about; only where a list draws its titles itself. */
export type CellProps<T extends CaseListItem = CaseListItem> = {
  readonly item: T
  readonly words: RowWords
  readonly room: number
}
export type Cells<T extends CaseListItem = CaseListItem> = Readonly<
  Record<ColumnId, (props: CellProps<T>) => ReactNode>
>

const plain =
  (read: (item: CaseListItem) => string | null) =>
  ({ item }: CellProps): ReactNode => {
    const text = read(item)
    return (
      <span className={styles.plain} title={text ?? undefined}>
        {text}
      </span>
    )
  }

/**
 * What stands in each column; adding a column is adding a line here and in `columns.ts`. Plain functions and not components: a row
 * is the smallest thing that is drawn anew.
 */
export const CELLS: Cells = {
  due: ({ item, words }) => dueMark(item.dueAt, words),
  number: numberCell,
  title: titleCell,
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
  const text = words.states(`state.${item.state}`)
  return (
    <span className={styles.state} title={text}>
      {text}
    </span>
  )
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
