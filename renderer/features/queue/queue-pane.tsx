import { Button } from '@mantine/core'
import { IconChecks, IconFilterOff } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { MOST_REACH, isFiltered } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { CaseList } from '../../case-parts/list/case-list.tsx'
import { groupValue, isGroupId, linesOf } from '../../case-parts/list/lines.ts'
import { useListKeys } from '../../case-parts/list/use-list-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Pane } from '../../ui/pane.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { usePicking } from './bulk/use-picking.ts'
import { FilterBar } from './filter/filter-bar.tsx'
import { FilterMenu } from './filter/filter-menu.tsx'
import { useValueWords } from './filter/filter-words.ts'
import { ReachNote } from './filter/reach-note.tsx'
import styles from './queue.module.css'
import {
  clearFilter,
  reachOn,
  setActive,
  toggleGroup,
  useCollapsed,
  useFilter,
  useQueueView,
  useReach,
} from './queue.store.ts'
import { useAssignToMe } from './use-assign-to-me.ts'
import { DisplayMenu } from './view/display-menu.tsx'
import { ListCount } from './view/list-count.tsx'
import { useListView } from './view/list-view.ts'
import { useCases } from './view/use-cases.ts'

/** With it comes every command and its rules: nobody has picked anything in the first picture. */
const BulkBar = lazy(async () => ({ default: (await import('./bulk/bulk-bar.tsx')).BulkBar }))

type Props = {
  readonly queue: QueueName
  /** The case beside the list. */
  readonly openId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onOpenTab: (caseId: string) => void
  readonly onClose: () => void
}

/** One queue: its cases, drawn while they are loading, none, too many, or not to be had. */
export function QueuePane({ queue, openId, onOpen, onOpenTab, onClose }: Props) {
  const { t } = useTranslation('queue')
  const [view, changeView] = useListView(queue)
  const filter = useFilter(queue)
  const collapsed = useCollapsed(queue)
  const reach = useReach(queue)
  const remembered = useQueueView(({ active }) => active[queue])
  const activeId = openId ?? remembered
  const cases = useCases(
    { queue, filter, order: view.order, group: view.group, collapsed, reach },
    useCallback(() => reachOn(queue, MOST_REACH), [queue]),
  )
  const { items, groups } = cases
  const settled = useSettled()
  const valueWords = useValueWords()
  const lines = useMemo(() => {
    if (groups === null || view.group === null) return cases.lines
    const by = view.group
    const named = groups.map(({ value, label, n }) => ({ value, label: valueWords(by, value, label), count: n }))
    return linesOf(items, { groups: named, folded: collapsed }, cases.complete)
  }, [items, groups, view.group, collapsed, cases.complete, cases.lines, valueWords])
  const open = useCallback(
    (id: string) => {
      if (isGroupId(id)) return toggleGroup(queue, groupValue(id))
      setActive(queue, id)
      onOpen(id)
    },
    [queue, onOpen],
  )
  const openTab = useCallback(
    (caseId: string) => {
      setActive(queue, caseId)
      onOpenTab(caseId)
    },
    [queue, onOpenTab],
  )
  const ids = useMemo(
    () => (lines === cases.lines ? cases.ids : lines.map(({ id }) => id)),
    [lines, cases.lines, cases.ids],
  )
  const caseIds = useMemo(() => (ids === cases.ids ? ids : ids.filter((id) => !isGroupId(id))), [ids, cases.ids])
  const { picked, pickedItems, pick, pickRow } = usePicking({ queue, items, caseIds, activeId })

  useListKeys({
    ids,
    activeId,
    setActive: (id) => setActive(queue, id),
    open,
    close: openId === undefined ? undefined : onClose,
    pick,
    openTab,
  })
  // An open case brings the action of its own.
  useAssignToMe(openId === undefined ? items.find((item) => item.id === activeId) : undefined)

  return (
    <Pane
      title={t(`name.${queue}`)}
      count={<ListCount cases={cases} />}
      aside={
        <span className={styles.tools}>
          <FilterMenu queue={queue} />
          <DisplayMenu view={view} onChange={changeView} />
        </span>
      }
    >
      <FilterBar queue={queue} />
      {cases.state === 'pending' && <SlowSkeleton lines={12} />}
      {cases.state === 'error' && <ErrorNote title={t('error')} onRetry={cases.retry} />}
      {cases.state === 'ready' && lines.length === 0 && <Nothing queue={queue} filtered={isFiltered(filter)} />}
      {lines.length > 0 && (
        <CaseList
          lines={lines}
          listKey={cases.key}
          topKey={queue}
          label={t('list', { queue: t(`name.${queue}`), count: cases.found?.count ?? cases.inQueue ?? items.length })}
          activeId={activeId}
          onOpen={open}
          onOpenTab={openTab}
          onPick={pickRow}
          picked={picked}
          onEnd={cases.more}
          total={groups === null ? (cases.found?.count ?? cases.inQueue) : undefined}
          onToggleGroup={(value) => toggleGroup(queue, value)}
          atLeast={cases.bounded !== null}
          table={{
            columns: view.columns,
            onColumns: (columns) => changeView({ columns }),
            order: view.order,
            onOrder: (order) => changeView({ order }),
          }}
        />
      )}
      {cases.bounded && <ReachNote bounded={cases.bounded} />}
      {(settled || pickedItems.length > 0) && (
        <Suspense fallback={null}>
          <BulkBar key={queue} items={pickedItems} onClear={pick.none} onKeep={pick.keep} onOpen={open} />
        </Suspense>
      )}
    </Pane>
  )
}

/** Nothing in the queue, or nothing of what it was narrowed to. */
function Nothing({ queue, filtered }: { readonly queue: QueueName; readonly filtered: boolean }) {
  const { t } = useTranslation('queue')
  if (!filtered)
    return (
      <EmptyState
        icon={<IconChecks size={28} stroke={1.5} />}
        title={t(`empty.${queue}.title`)}
        text={t(`empty.${queue}.text`)}
      />
    )
  return (
    <EmptyState
      icon={<IconFilterOff size={28} stroke={1.5} />}
      title={t('filter.nothing.title')}
      text={t('filter.nothing.text')}
      action={
        <Button variant="default" onClick={() => clearFilter(queue)}>
          {t('filter.clear')}
        </Button>
      }
    />
  )
}
