import { keepPreviousData, queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import type { SearchHit, SearchPage } from '#shared/contract/views.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

export const SEARCH_LIMIT = 100

/** What was found for a text, each case once: exact ones first, then newest first. `more`: there may be others. */
type Found = { readonly text: string; readonly hits: readonly SearchHit[]; readonly more: boolean }

/**
 * What a text finds, shown page by page while it is looked for. A search that the next letter has overtaken is cancelled; one that
 * is done again because cases changed keeps what it shows until it is through.
 */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: [...keys.search(text), 'stream'],
    queryFn: streamedQuery<SearchPage, Found>({
      streamFn: ({ signal }) => pagesOf(text, signal),
      reducer: addPage,
      initialValue: { text, hits: [], more: true },
      refetchMode: 'replace',
    }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

/** The data process answers after some milliseconds with what it has; asks on until there are enough hits or none are left. */
async function* pagesOf(text: string, signal: AbortSignal): AsyncGenerator<SearchPage> {
  const found = new Set<string>()
  let after: string | null = null
  do {
    const page: SearchPage = await api.cases.search({ text, limit: SEARCH_LIMIT, after }, { signal })
    for (const { id } of page.hits) found.add(id)
    after = page.more
    yield page
  } while (after !== null && found.size < SEARCH_LIMIT)
}

function addPage({ text, hits }: Found, page: SearchPage): Found {
  const known = new Set(hits.map(({ id }) => id))
  const all = [...hits, ...page.hits.filter(({ id }) => !known.has(id))]
  return { text, hits: all.slice(0, SEARCH_LIMIT), more: page.more !== null || all.length > SEARCH_LIMIT }
}
