import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { CaseListItem } from '#shared/contract/views.ts'
import type { CaseFilter, CaseOrder, FilterColumn, GroupBy } from '#shared/domain/case-filter.ts'
import type { QueueName, QueueSort } from '#shared/domain/queue.ts'
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

export type Wanted = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly order: CaseOrder
  readonly group: GroupBy | null
  readonly collapsed: readonly (string | null)[]
  readonly reach: number
}

/** A queue narrowed, sorted and grouped at will; what was shown stays until the answer is there. */
export const findQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: [...keys.found, 'cases', wanted],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.queue.find({ ...wanted, collapsed: [...wanted.collapsed], after: pageParam, limit: PAGE }, { signal }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

type Counted = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly by: FilterColumn | null
  /** Only customers of this name. */
  readonly find?: string
  readonly reach: number
}

/** How many there are, and of which value of a column. */
export const countQuery = (counted: Counted) =>
  queryOptions({
    queryKey: [...keys.found, 'count', counted],
    queryFn: ({ signal }) => api.queue.count(counted, { signal }),
    placeholderData: keepPreviousData,
  })

export const countsQuery = () => queryOptions({ queryKey: keys.counts, queryFn: () => api.queue.counts() })

export const colleaguesQuery = () =>
  queryOptions({ queryKey: [...keys.reference, 'colleagues'], queryFn: () => api.reference.colleagues() })

/** Takes a case, based on the owner that the list shows. @rule SOS-3 */
export const useAssign = () =>
  useMutation({
    mutationFn: ({ item, ownerId }: { readonly item: CaseListItem; readonly ownerId: string }) =>
      submitCommand('case.assign', { caseId: item.id, ownerId, expects: { ownerId: item.ownerId } }),
  })
