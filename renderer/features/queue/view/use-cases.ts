import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { CaseListItem, FoundPage } from '#shared/contract/views.ts'
import { indexedSort, isFiltered } from '#shared/domain/case-filter.ts'
import { linesOfPages } from '../../../case-parts/list/growing-lines.ts'
import type { Line } from '../../../case-parts/list/lines.ts'
import { countQuery, countsQuery, findQuery, queueQuery, type Wanted } from '../queue.queries.ts'

export type ListedCase = CaseListItem & { readonly group?: string | null | undefined }

/** The cases of a list as far as they have been fetched, and what is known about the rest. */
export type Cases = {
  readonly items: readonly ListedCase[]
  /** The same as lines without headings, and their ids. */
  readonly lines: readonly Line<ListedCase>[]
  readonly ids: readonly string[]
  readonly groups: FoundPage['groups']
  /** Every case that was found has been fetched. */
  readonly complete: boolean
  /** Another list than before when it changes. */
  readonly key: string
  readonly state: 'pending' | 'error' | 'ready'
  readonly retry: () => void
  /** Fetches the next page where there is one within reach. */
  readonly more: () => void
  /** All in the queue, exact; all that were found. `atLeast`: not everything has been looked at. */
  readonly inQueue: number | undefined
  readonly found: { readonly count: number; readonly atLeast: boolean } | null
  /** Not everything has been looked at, though the person sees the end. */
  readonly bounded: { readonly looked: number; readonly sorted: boolean; readonly goOn: () => void } | null
}

const NO_PAGES: readonly never[] = []

/** The built-in order of a whole queue is read along its index; everything else is found within reach. */
export function useCases(wanted: Wanted, goFarther: () => void): Cases {
  const { queue, filter, order, group, reach } = wanted
  const filtered = isFiltered(filter)
  const sort = filtered || group !== null ? null : indexedSort(queue, order)
  const listed = useInfiniteQuery({ ...queueQuery(queue, sort ?? 'newest'), enabled: sort !== null })
  const found = useInfiniteQuery({ ...findQuery(wanted), enabled: sort === null })
  const inQueue = useQuery(countsQuery()).data?.[queue]
  const last = found.data?.pages.at(-1)
  const counted = useQuery({
    ...countQuery({ queue, filter, by: null, reach }),
    enabled: sort === null && filtered && last !== undefined && last.total === null,
  })
  const query = sort === null ? found : listed
  const pages: readonly { readonly items: readonly ListedCase[] }[] = query.data?.pages ?? NO_PAGES
  const grown = useMemo(() => linesOfPages(pages), [pages])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const stopped = sort === null && last !== undefined && last.bounded && !last.sorted
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !stopped) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, stopped, fetchNextPage])
  const bounded = sort === null && last?.bounded === true
  const total = last?.total ?? counted.data?.total
  return {
    items: grown.items,
    lines: grown.lines,
    ids: grown.ids,
    complete: !hasNextPage,
    key: JSON.stringify([wanted, query.isPlaceholderData]),
    groups: sort === null ? (found.data?.pages[0]?.groups ?? null) : null,
    state: query.isPending ? 'pending' : query.isError ? 'error' : 'ready',
    retry: () => void query.refetch(),
    more,
    inQueue,
    found:
      sort !== null || !filtered || total === undefined
        ? null
        : { count: total, atLeast: last?.total === null ? (counted.data?.bounded ?? false) : bounded },
    bounded:
      bounded && last
        ? { looked: last.looked, sorted: last.sorted, goOn: last.sorted ? goFarther : () => void fetchNextPage() }
        : null,
  }
}
