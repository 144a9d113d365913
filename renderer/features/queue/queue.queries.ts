import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type { QueueName, QueueSort } from '#shared/domain/queue.ts'
import type { CaseListItem } from '#shared/contract/views.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { submitCommand } from '../../api/submit.ts'

const PAGE = 100

/** A queue in pages by keyset; every page fetched is asked for again when rows change. */
export const queueQuery = (queue: QueueName, sort: QueueSort) =>
  infiniteQueryOptions({
    queryKey: keys.queue(queue, sort),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => api.queue.list({ queue, sort, after: pageParam, limit: PAGE }, { signal }),
    getNextPageParam: (page) => page.next,
  })

export const countsQuery = () => queryOptions({ queryKey: keys.counts, queryFn: () => api.queue.counts() })

/** Takes a case, based on the owner that the list shows. @rule SOS-3 */
export const useAssign = () =>
  useMutation({
    mutationFn: ({ item, ownerId }: { readonly item: CaseListItem; readonly ownerId: string }) =>
      submitCommand('case.assign', { caseId: item.id, ownerId, expects: { ownerId: item.ownerId } }),
  })
