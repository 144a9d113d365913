import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useStablePlace } from './use-stable-place.ts'
import styles from './ui.module.css'

/** What a keyboard needs of a list that draws only what is on the screen. */
export type VirtualListHandle = { readonly reveal: (index: number) => void; readonly focus: () => void }

type Props<T> = {
  readonly items: readonly T[]
  /** px; the same for all, or by item. */
  readonly rowHeight: number | ((item: T) => number)
  readonly label: string
  readonly idOf: (item: T) => string
  readonly renderRow: (item: T, index: number) => ReactNode
  /** The row that the keyboard stands on; read aloud as it moves. */
  readonly activeId?: string | undefined
  /** Several may be picked. */
  readonly multi?: boolean
  /** The total where it is known to be more than what has been fetched. */
  readonly total?: number
  /** Called when the end comes near. */
  readonly onEnd?: () => void
  readonly handle?: Ref<VirtualListHandle>
}

const OVERSCAN = 12

/** A long list of equal rows: a list box whose options exist only while they can be seen. */
export function VirtualList<T>(props: Props<T>) {
  const { items, rowHeight, label, idOf, renderRow, activeId, multi, total, onEnd, handle } = props
  const scroller = useRef<HTMLDivElement>(null)
  // Its answer changes without a new object; the compiler must leave this component alone.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index]
      return typeof rowHeight === 'number' ? rowHeight : item === undefined ? 0 : rowHeight(item)
    },
    overscan: OVERSCAN,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : idOf(item)
    },
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const startOf = (index: number) => virtual.measurementsCache[index]?.start ?? 0
  const keepPlace = useStablePlace(scroller, items, idOf, {
    indexAt: (top) => virtual.getVirtualItemForOffset(top)?.index ?? 0,
    startOf,
    changed: rowHeight,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 1 - OVERSCAN) onEnd?.()
  }, [last, items.length, onEnd])
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
    >
      <div className={styles.virtualTrack} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, key, start, size }) => {
          const item = items[index]
          return (
            item !== undefined && (
              <div
                key={key}
                className={styles.virtualRow}
                role="presentation"
                style={{ height: size, transform: `translateY(${String(start)}px)` }}
                data-index={index}
                data-total={total}
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
