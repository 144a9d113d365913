import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import { usePreferences } from '../../api/settings.ts'
import { VirtualList, type VirtualListHandle } from '../../ui/virtual-list.tsx'
import styles from './case-list.module.css'
import { CaseRow, rowId } from './case-row.tsx'

type Props<T extends CaseListItem> = {
  readonly items: readonly T[]
  readonly label: string
  /** Where the keyboard stands; an open case is always the selected one. */
  readonly selectedId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onEnd?: () => void
  readonly whyOf?: (item: T) => string
}

/** From this width on a case fits in one line; the same number stands in `case-row.module.css`. */
const ONE_LINE_PX = 620
const ROW_HEIGHT = {
  compact: { one: 36, two: 52 },
  comfortable: { one: 44, two: 60 },
} as const

/** Cases in rows of equal height, in one line where there is room and else in two; only those on the screen exist. Follows the keyboard's place. */
export function CaseList<T extends CaseListItem>(props: Props<T>) {
  const { items, label, selectedId, onOpen, onEnd, whyOf } = props
  const { density } = usePreferences()
  const { ref: frame, width } = useElementSize()
  const lines = width >= ONE_LINE_PX ? 'one' : 'two'
  const list = useRef<VirtualListHandle>(null)
  const index = items.findIndex((item) => item.id === selectedId)
  const latest = useRef(index)
  useEffect(() => {
    latest.current = index
  })
  // Only a move of the keyboard scrolls; rows that come and go do not.
  useEffect(() => {
    if (latest.current >= 0) list.current?.reveal(latest.current)
  }, [selectedId])
  return (
    <div ref={frame} className={styles.list}>
      <VirtualList
        handle={list}
        items={items}
        rowHeight={ROW_HEIGHT[density][lines]}
        label={label}
        idOf={(item) => item.id}
        activeId={index >= 0 && selectedId ? rowId(selectedId) : undefined}
        {...(onEnd ? { onEnd } : {})}
        renderRow={(item) => (
          <CaseRow
            item={item}
            selected={item.id === selectedId}
            onOpen={onOpen}
            {...(whyOf ? { why: whyOf(item) } : {})}
          />
        )}
      />
    </div>
  )
}
