import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

export const SEARCH_LIMIT = 100

/** What a text finds, newest first. A search that the next letter has overtaken is cancelled. */
export const searchQuery = (text: string, limit = SEARCH_LIMIT) =>
  queryOptions({
    queryKey: [...keys.search(text), limit],
    queryFn: ({ signal }) => api.cases.search({ text, limit }, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
