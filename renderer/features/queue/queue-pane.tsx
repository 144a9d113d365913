import { IconChecks } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { QUEUE_SORTS, type QueueName } from '#shared/domain/queue.ts'
import { useUser } from '../../api/session.ts'
import { useActions } from '../../app/shortcuts.ts'
import { CaseList } from '../../case-parts/list/case-list.tsx'
import { useListKeys } from '../../case-parts/list/use-list-keys.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Pane } from '../../ui/pane.tsx'
import { sayQuietly } from '../../ui/quiet-note.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { countsQuery, queueQuery, useAssign } from './queue.queries.ts'
import { setActive, setSort, useQueueView } from './queue.store.ts'
import { SortMenu } from './sort-menu.tsx'
import { refusalOf } from '../../api/call-error.ts'
import { errorText } from '../../i18n/error-text.ts'

type Props = {
  readonly queue: QueueName
  /** The case beside the list. */
  readonly openId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: () => void
}

/** One queue: its cases, drawn while they are loading, none, too many, or not to be had. */
export function QueuePane({ queue, openId, onOpen, onClose }: Props) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const sort = useQueueView(({ sorts }) => sorts[queue]) ?? QUEUE_SORTS[queue][0] ?? 'newest'
  const remembered = useQueueView(({ active }) => active[queue])
  const activeId = openId ?? remembered
  const count = useQuery(countsQuery()).data?.[queue]
  const pages = useInfiniteQuery(queueQuery(queue, sort))
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data])
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages
  const open = useCallback(
    (caseId: string) => {
      setActive(queue, caseId)
      onOpen(caseId)
    },
    [queue, onOpen],
  )
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  useListKeys({
    ids: useMemo(() => items.map((item) => item.id), [items]),
    activeId,
    setActive: (caseId) => setActive(queue, caseId),
    open,
    close: openId === undefined ? undefined : onClose,
  })
  // An open case brings the action of its own.
  useAssignToMe(openId === undefined ? items.find((item) => item.id === activeId) : undefined)

  return (
    <Pane
      title={t(`name.${queue}`)}
      count={count !== undefined && format.count(count)}
      aside={<SortMenu queue={queue} sort={sort} onSort={(chosen) => setSort(queue, chosen)} />}
    >
      {pages.isPending && <SlowSkeleton lines={12} />}
      {pages.isError && <ErrorNote title={t('error')} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && (
        <EmptyState
          icon={<IconChecks size={28} stroke={1.5} />}
          title={t(`empty.${queue}.title`)}
          text={t(`empty.${queue}.text`)}
        />
      )}
      {items.length > 0 && (
        <CaseList
          items={items}
          label={t('list', { queue: t(`name.${queue}`), count: count ?? items.length })}
          selectedId={activeId}
          onOpen={open}
          onEnd={onEnd}
        />
      )}
    </Pane>
  )
}

type Item = Parameters<ReturnType<typeof useAssign>['mutate']>[0]['item']

/** `A`: the case under the keyboard becomes mine. @rule SOS-3 */
function useAssignToMe(item: Item | undefined): void {
  const { t } = useTranslation('queue')
  const { caseName, language } = useFormat()
  const user = useUser()
  const assign = useAssign()
  useActions([
    {
      id: 'case.assign-me',
      label: t('assign-me'),
      group: 'case',
      keys: ['a'],
      disabled: !item || !user || item.ownerId === user.id,
      run: () => {
        if (!item || !user) return
        assign.mutate(
          { item, ownerId: user.id },
          {
            onSuccess: () => sayQuietly(t('assigned-me', { number: caseName(item) })),
            onError: (error) => {
              const refusal = refusalOf(error)
              sayQuietly(refusal ? errorText(refusal, t, language) : t('errors:call.failed'))
            },
          },
        )
      },
    },
  ])
}
