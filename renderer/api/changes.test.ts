import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { applyChange } from './changes.ts'
import { keys } from './query-keys.ts'

test('an answer that takes work is finished while changes go on, and asked for once more after them', async () => {
  vi.useFakeTimers()
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  let begun = 0
  let cut = 0
  const observer = new QueryObserver(queries, {
    queryKey: [...keys.found, 'cases'],
    queryFn: async ({ signal }) => {
      begun += 1
      signal.addEventListener('abort', () => (cut += 1))
      await new Promise((resolve) => setTimeout(resolve, 1000))
      return begun
    },
  })
  const off = observer.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(1000)
  expect(begun).toBe(1)

  for (let i = 0; i < 100; i++) {
    applyChange(queries, { kind: 'rows', tables: ['serviceCase'], caseIds: [] })
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(cut).toBe(0)
  expect(begun).toBeGreaterThan(2)
  expect(begun).toBeLessThan(8)
  const during = begun
  await vi.advanceTimersByTimeAsync(5000)
  expect(begun).toBeGreaterThan(during)
  const after = begun
  await vi.advanceTimersByTimeAsync(5000)
  expect(begun).toBe(after)
  off()
  vi.useRealTimers()
})

test('what stands in a conflict’s way is asked for again when rows change, what waits at the backend is not', () => {
  const queries = new QueryClient()
  const atTheBackend = [...keys.conflicts, 'approvals']
  for (const queryKey of [keys.conflicts, atTheBackend]) queries.setQueryData(queryKey, [])
  applyChange(queries, { kind: 'rows', tables: ['timelineEntry'], caseIds: ['a'] })
  expect(queries.getQueryState(keys.conflicts)?.isInvalidated).toBe(true)
  expect(queries.getQueryState(atTheBackend)?.isInvalidated).toBe(false)
})
