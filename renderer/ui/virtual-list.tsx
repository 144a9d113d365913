import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import { usePainted } from './use-painted.ts'
import { useStablePlace } from './use-stable-place.ts'
import styles from './ui.module.css'

/** What a keyboard needs of a list that draws only what is on the screen. */
export type VirtualListHandle = { readonly reveal: (index: number) => void; readonly focus: () => void }

type Props<T> = {
  readonly items: readonly T[]
  /** px; the same for all, or by item. */
  readonly rowHeight: number | ((item: T) => number)
  readonly label: string
  /** Another list than before when it changes: it is shown from its top. */
  readonly listKey: string
  /** The same function each time: the places of all rows are counted anew for another. */
  readonly idOf: (item: T) => string
  readonly renderRow: (item: T, index: number) => ReactNode
  /** The row that the keyboard stands on; read aloud as it moves. */
  readonly activeId?: string | undefined
  /** Several may be picked. */
  readonly multi?: boolean
  /** Called when the end comes near. */
  readonly onEnd?: () => void
  readonly handle?: Ref<VirtualListHandle>
}

/** px of rows drawn above and below what is seen, once that has been painted: as much as a fling moves in some frames. */
const BEYOND_PX = 420
/** No row is lower. */
const LEAST_PX = 24

/**
 * A long list of equal rows: a list box whose options exist only while they can be seen. A row that scrolls out of sight becomes the
 * one that comes into sight, and another list is written into the rows that were seen of the one before: making elements is what takes time.
 */
export function VirtualList<T>(props: Props<T>) {
  'use no memo' // What the virtualizer answers changes without a new object.
  const { items, rowHeight, label, listKey, idOf, renderRow, activeId, multi, onEnd, handle } = props
  const scroller = useRef<HTMLDivElement>(null)
  const least = typeof rowHeight === 'number' ? rowHeight : LEAST_PX
  const beyond = Math.round(BEYOND_PX / least)
  const painted = usePainted(listKey, items.length > 0)
  // oxlint-disable-next-line react/incompatible-library -- the answer changes without a new object: see above
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index]
      return typeof rowHeight === 'number' ? rowHeight : item === undefined ? 0 : rowHeight(item)
    },
    getItemKey: useCallback(
      (index: number) => {
        const item = items[index]
        return item === undefined ? index : idOf(item)
      },
      [items, idOf],
    ),
    // As many wherever the list stands, so that each row that goes has one that comes; of a new list what is seen comes first.
    rangeExtractor: ({ startIndex, endIndex, count }) => {
      const last = Math.min(count - 1, endIndex + (painted ? beyond : 0))
      const first = painted ? Math.max(0, Math.min(startIndex - beyond, last + 1 - places())) : startIndex
      return Array.from({ length: last + 1 - first }, (_, i) => first + i)
    },
  })
  const places = (): number => Math.ceil((virtual.scrollRect?.height ?? 0) / least) + 1 + 2 * beyond
  const measured = useRef(rowHeight)
  useEffect(() => {
    if (measured.current === rowHeight) return
    measured.current = rowHeight
    virtual.measure()
  }, [virtual, rowHeight])
  const startOf = (index: number) => virtual.measurementsCache[index]?.start ?? 0
  const keepPlace = useStablePlace(scroller, items, listKey, idOf, {
    indexAt: (top) => virtual.getVirtualItemForOffset(top)?.index ?? 0,
    startOf,
    changed: rowHeight,
  })
  const rows = virtual.getVirtualItems()
  const count = places()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 1 - beyond) onEnd?.()
  }, [last, items.length, beyond, onEnd])
  useImperativeHandle(handle, () => ({
    reveal: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }))
  return (
    <div
      ref={scroller}
      className={styles.virtual}
      // A native list box can hold neither rows of several cells nor only those on the screen.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={label}
      aria-activedescendant={activeId}
      aria-multiselectable={multi || undefined}
      tabIndex={0}
      onScroll={keepPlace}
      // A row may become another one; the list keeps the focus that a press gives to a row.
      onFocus={({ target, currentTarget }) => target !== currentTarget && currentTarget.focus({ preventScroll: true })}
    >
      <div className={styles.virtualTrack} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start, size }) => {
          const item = items[index]
          return (
            item !== undefined && (
              <div
                key={index % count}
                className={styles.virtualRow}
                role="presentation"
                style={{ height: size, transform: `translateY(${String(start)}px)` }}
                data-index={index}
              >
                {renderRow(item, index)}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}
