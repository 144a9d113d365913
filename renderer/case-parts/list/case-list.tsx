import { type CSSProperties, useCallback, useEffect, useRef } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import type { CaseOrder } from '#shared/domain/case-filter.ts'
import { usePreferences } from '../../api/settings.ts'
import { useWidth } from '../../ui/use-width.ts'
import { VirtualList, type VirtualListHandle } from '../../ui/virtual-list.tsx'
import styles from './case-list.module.css'
import type { Cells } from './cells.tsx'
import { CaseRow, type RowActs, rowId } from './case-row.tsx'
import { ColumnHeads } from './column-heads.tsx'
import { type ColumnChoice, COLUMNS, fitsOneLine, titleWidth, USUAL_COLUMNS } from './columns.ts'
import { GroupRow } from './group-row.tsx'
import type { Line } from './lines.ts'
import type { Picked } from './picked.ts'
import { useRowWords } from './row-words.ts'
import { useHeld } from './use-held.ts'

type Table = {
  readonly columns: readonly ColumnChoice[]
  readonly onColumns: (columns: ColumnChoice[]) => void
  readonly order: CaseOrder
  readonly onOrder: (order: CaseOrder) => void
}

type Props<T extends CaseListItem> = RowActs & {
  readonly lines: readonly Line<T>[]
  /** Another list than before when it changes: a queue, a filter, an order. */
  readonly listKey: string
  /** The list is shown from its top when it changes: it is about something else. */
  readonly topKey: string
  readonly label: string
  /** Where the keyboard stands: a line's id. */
  readonly activeId: string | undefined
  readonly onEnd?: () => void
  /** Another way to draw what stands in the columns. */
  readonly cells?: Cells<T> | undefined
  readonly onToggleGroup?: (value: string | null) => void
  readonly atLeast?: boolean
  /** How many lines there are in all, where that is known; read aloud. */
  readonly total?: number | undefined
  readonly picked?: Picked
  /** Columns that the person may change; a list without has the usual ones. */
  readonly table?: Table
}

const ROW_HEIGHT = {
  compact: { one: 36, two: 52 },
  comfortable: { one: 44, two: 60 },
} as const
/** A letter of a title, on the average and a little more. */
const LETTER_PX = 7
const GROUP_HEIGHT = { compact: 32, comfortable: 36 } as const

/**
 * Cases in lines of equal height, in columns where there is room and else in two lines; only those on the screen exist. Follows the
 * keyboard's place, and does not move under the pointer.
 */
export function CaseList<T extends CaseListItem>(props: Props<T>) {
  const { listKey, topKey, label, activeId, onEnd, cells, onToggleGroup, atLeast = false, picked, table, total } = props
  const { onOpen, onOpenTab, onPick } = props
  const words = useRowWords()
  const { t } = words
  const { density } = usePreferences()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const columns = table?.columns ?? USUAL_COLUMNS
  const mode = fitsOneLine(width, columns) ? 'one' : 'two'
  const list = useRef<VirtualListHandle>(null)
  const some = picked !== undefined && picked.ids.size > 0
  const grouped = props.lines.some(({ kind }) => kind === 'group')
  const held = useHeld(frame, props.lines, listKey, some)
  const lines = grouped ? props.lines : held.shown
  const fresh = grouped ? 0 : held.fresh
  const index = lines.findIndex(({ id }) => id === activeId)
  const latest = useRef(index)
  useEffect(() => {
    latest.current = index
  })
  // Only a move of the keyboard scrolls; rows that come and go do not.
  useEffect(() => {
    if (latest.current >= 0) list.current?.reveal(latest.current)
  }, [activeId])
  // A row is memoised as one of any case; each is given only items of this list.
  const own = cells && { cells: cells as Cells, room: Math.floor(titleWidth(width, columns) / LETTER_PX) }
  const heightOf = useCallback(
    (line: Line<T>) => (line.kind === 'group' ? GROUP_HEIGHT[density] : ROW_HEIGHT[density][mode]),
    [density, mode],
  )
  return (
    <div ref={frame} className={styles.list} style={{ '--columns': tracksOf(columns) } as CSSProperties}>
      {mode === 'one' && table && <ColumnHeads {...table} />}
      <div className={styles.body}>
        <VirtualList
          handle={list}
          items={lines}
          rowHeight={grouped ? heightOf : ROW_HEIGHT[density][mode]}
          label={label}
          multi={picked !== undefined}
          listKey={topKey}
          idOf={idOfLine}
          activeId={index >= 0 && activeId ? rowId(activeId) : undefined}
          {...(onEnd ? { onEnd } : {})}
          renderRow={(line, at) =>
            line.kind === 'group' ? (
              <GroupRow
                group={line.group}
                folded={line.folded}
                active={line.id === activeId}
                atLeast={atLeast}
                onToggle={(value) => onToggleGroup?.(value)}
              />
            ) : (
              <CaseRow
                item={line.item}
                place={at + 1}
                of={total ?? -1}
                active={line.id === activeId}
                gone={!grouped && held.gone.has(line.id)}
                picked={some ? picked.ids.has(line.id) : null}
                lines={mode}
                columns={columns}
                words={words}
                onOpen={onOpen}
                onOpenTab={onOpenTab}
                onPick={onPick}
                {...own}
              />
            )
          }
        />
        {fresh > 0 && (
          <button
            type="button"
            className={styles.fresh}
            onClick={() => {
              held.release()
              list.current?.reveal(0)
            }}
          >
            {t('fresh', { count: fresh })}
          </button>
        )}
        <output className="sk-visually-hidden">{fresh > 0 && t('fresh', { count: fresh })}</output>
      </div>
    </div>
  )
}

const idOfLine = ({ id }: { readonly id: string }): string => id

/** The widths of the columns as CSS: texts give way where there is little room, and the title takes what is left. */
const tracksOf = (columns: readonly ColumnChoice[]): string =>
  columns
    .map(({ id, width }) => {
      if (id === 'title') return 'minmax(160px, 1fr)'
      const px = `${String(width ?? COLUMNS[id].width)}px`
      return COLUMNS[id].narrows ? `minmax(32px, ${px})` : px
    })
    .join(' ')
