import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import type { PickMode } from '../../../case-parts/list/case-row.tsx'
import { NONE_PICKED, pickRange, stillPicked, togglePicked } from '../../../case-parts/list/picked.ts'
import { changePicked, setActive, usePicked } from '../queue.store.ts'

type Listed = {
  readonly queue: QueueName
  readonly items: readonly CaseListItem[]
  /** The cases in the order of the list. */
  readonly caseIds: readonly string[]
  readonly activeId: string | undefined
}

/** Which cases of a list are picked, and every way to pick them. What leaves the list is no longer picked. */
export function usePicking({ queue, items, caseIds, activeId }: Listed) {
  const kept = usePicked(queue)
  const picked = useMemo(() => (kept.ids.size === 0 ? kept : stillPicked(kept, new Set(caseIds))), [kept, caseIds])
  const pickedItems = useMemo(
    () => (picked.ids.size === 0 ? [] : items.filter(({ id }) => picked.ids.has(id))),
    [items, picked],
  )
  const pick = useMemo(
    () => ({
      some: picked.ids.size > 0,
      toggle: (id: string) => changePicked(queue, (now) => togglePicked(now, id)),
      rangeTo: (from: string | undefined, to: string) =>
        changePicked(queue, (now) => pickRange(now, caseIds, from, to)),
      all: () => changePicked(queue, () => ({ ids: new Set(caseIds), anchor: caseIds[0] ?? null })),
      keep: (ids: readonly string[]) => changePicked(queue, () => ({ ids: new Set(ids), anchor: null })),
      none: () => changePicked(queue, () => NONE_PICKED),
    }),
    [queue, caseIds, picked],
  )
  const latest = useRef({ pick, activeId })
  useEffect(() => {
    latest.current = { pick, activeId }
  })
  // The same for every row and every render, so that rows are drawn anew only when they change.
  const pickRow = useCallback(
    (id: string, mode: PickMode) => {
      const now = latest.current
      setActive(queue, id)
      if (mode === 'toggle') now.pick.toggle(id)
      else now.pick.rangeTo(now.activeId, id)
    },
    [queue],
  )
  return { picked, pickedItems, pick, pickRow }
}
