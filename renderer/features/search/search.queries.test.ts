import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import type { SearchHit, SearchPage } from '#shared/contract/views.ts'
import { SEARCH_LIMIT, searchQuery } from './search.queries.ts'

const { search } = vi.hoisted(() => ({
  search: vi.fn<(q: { after: string | null }, options: { signal: AbortSignal }) => Promise<SearchPage>>(),
}))
vi.mock('../../api/client.ts', () => ({ api: { cases: { search } } }))

const hit = (id: string): SearchHit => ({ id }) as SearchHit
const page = (ids: readonly string[], more: string | null): SearchPage => ({ hits: ids.map(hit), more })
const many = (from: number, n: number): string[] => Array.from({ length: n }, (_, i) => `case-${from + i}`)

let queries: QueryClient
beforeEach(() => {
  queries = new QueryClient()
  search.mockReset()
})

/** What the window shows one after the other. */
async function shown(text: string): Promise<{ ids: readonly string[]; more: boolean }[]> {
  const seen: { ids: readonly string[]; more: boolean }[] = []
  const observer = new QueryObserver(queries, searchQuery(text))
  const off = observer.subscribe(({ data }) => {
    if (data !== undefined) seen.push({ ids: data.hits.map(({ id }) => id), more: data.more })
  })
  await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('idle'))
  off()
  return seen
}

test('hits show as they are found, each case once, until none are left', async () => {
  search.mockImplementation(({ after }) =>
    Promise.resolve(
      after === null ? page(['exact', 'a'], '9') : after === '9' ? page([], '5') : page(['exact', 'b'], null),
    ),
  )
  const seen = await shown('skjerm')
  expect(seen).toContainEqual({ ids: ['exact', 'a'], more: true })
  expect(seen.at(-1)).toEqual({ ids: ['exact', 'a', 'b'], more: false })
  expect(search.mock.calls.map(([{ after }]) => after)).toEqual([null, '9', '5'])
})

test('a search stops asking when there are enough hits, and says that there are more', async () => {
  search.mockImplementation(({ after }) =>
    Promise.resolve(page(many(Number(after ?? 0), 60), String(Number(after ?? 0) + 60))),
  )
  const last = (await shown('maskinen')).at(-1)
  expect(last?.ids).toHaveLength(SEARCH_LIMIT)
  expect(last?.more).toBe(true)
  expect(search).toHaveBeenCalledTimes(2)
})

test('a text that nobody looks at any more is not looked for any more', async () => {
  let asked: AbortSignal | undefined
  search.mockImplementation((_, { signal }) => {
    asked = signal
    return new Promise(() => {})
  })
  const off = new QueryObserver(queries, searchQuery('ski')).subscribe(() => {})
  await vi.waitFor(() => expect(asked).toBeDefined())
  off()
  expect(asked?.aborted).toBe(true)
})
