import { IconCheck } from '@tabler/icons-react'
import { Fragment, memo, type MouseEvent, type ReactNode } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import { type CellProps, type Cells, CELLS } from './cells.tsx'
import styles from './case-row.module.css'
import type { ColumnChoice } from './columns.ts'
import type { RowWords } from './row-words.ts'

/** How a press on a row picks: this one more or less, or everything up to here. */
export type PickMode = 'toggle' | 'range'

export type RowActs = {
  readonly onOpen: (caseId: string) => void
  readonly onOpenTab?: ((caseId: string) => void) | undefined
  readonly onPick?: ((caseId: string, mode: PickMode) => void) | undefined
}

type Props = RowActs & {
  readonly item: CaseListItem
  /** Which of how many it is; -1 where that is not known. Only a part of the list is drawn. */
  readonly place: number
  readonly of: number
  /** The keyboard stands on it, and the case beside the list, if one is open, is this one. */
  readonly active: boolean
  /** Null while none is picked. */
  readonly picked: boolean | null
  /** It has left the list and stays only until the pointer rests. */
  readonly gone?: boolean
  readonly lines: 'one' | 'two'
  readonly columns: readonly ColumnChoice[]
  readonly words: RowWords
  /** Another way to draw what stands in the columns, and the room that its titles have. */
  readonly cells?: Cells
  readonly room?: number
}

export const rowId = (caseId: string): string => `row-${caseId}`

/** One case in one line with the columns of the list, or in two where the list is narrow. */
export const CaseRow = memo(function CaseRow(props: Props) {
  const { item, place, of, active, picked, gone = false, lines, columns, words, onOpen, onOpenTab, onPick } = props
  const { cells = CELLS, room = 0 } = props
  const press = (event: MouseEvent) => {
    const mode = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : null
    if (mode !== null && onPick) onPick(item.id, mode)
    else onOpen(item.id)
  }
  return (
    <div
      id={rowId(item.id)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a row of several cells
      role="option"
      aria-selected={picked ?? active}
      aria-posinset={place}
      aria-setsize={of}
      tabIndex={-1}
      className={styles.row}
      data-testid="queue-row"
      data-case-id={item.id}
      data-active={active || undefined}
      data-picked={picked || undefined}
      data-gone={gone || undefined}
      data-lines={lines}
      onClick={press}
      onMouseDown={(event) => {
        // A range is picked, not text; the middle button opens a tab and does not scroll.
        if (event.shiftKey || event.button === 1) event.preventDefault()
      }}
      onAuxClick={(event) => event.button === 1 && onOpenTab?.(item.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen(item.id)
      }}
    >
      {onPick ? pickBox(item.id, picked, onPick) : <span />}
      {lines === 'one'
        ? columns.map(({ id }) => <Fragment key={id}>{cells[id]({ item, words, room })}</Fragment>)
        : twoLines(cells, { item, words, room })}
    </div>
  )
})

/** For the pointer alone: the keyboard picks with X, and the row itself says whether it is picked. */
function pickBox(id: string, picked: boolean | null, onPick: NonNullable<RowActs['onPick']>): ReactNode {
  return (
    <span
      className={styles.pick}
      aria-hidden="true"
      data-some={picked !== null || undefined}
      onClick={(event) => {
        event.stopPropagation()
        onPick(id, event.shiftKey ? 'range' : 'toggle')
      }}
    >
      <span className={styles.box}>{picked && <IconCheck size={11} stroke={3} />}</span>
    </span>
  )
}

function twoLines(cells: Cells, cell: CellProps): ReactNode {
  return (
    <>
      {cells.number(cell)}
      {cells.fault(cell)}
      {cells.age(cell)}
      <span className={styles.under}>
        {cells.due(cell)}
        {cells.state(cell)}
        {cells.product(cell)}
        {cells.customer(cell)}
        {cells.owner(cell)}
      </span>
    </>
  )
}
