import type { QueryClient } from '@tanstack/react-query'
import { QUEUE_SORTS, type QueueName } from '#shared/domain/queue.ts'
import { sessionQuery } from '../api/session.ts'
import { settingsQuery } from '../api/settings.ts'
import { syncQuery } from '../api/sync.ts'
import { countsQuery, queueQuery } from '../features/queue/queue.queries.ts'
import { queueAt } from './first-picture.ts'

/**
 * Asks at once for everything that the first picture shows, so that the answers cross the port together while React starts, and
 * not each after what draws it. Before anyone is signed in the answers are refusals; signing in asks again.
 * @param address the place that the window opens at, as in `#/q/mine`
 * @returns when all of it is answered
 */
export async function askAhead(queries: QueryClient, address: string): Promise<void> {
  const queue = queueAt(address)
  await Promise.all([
    queries.prefetchQuery(sessionQuery()),
    queries.prefetchQuery(settingsQuery()),
    queries.prefetchQuery(syncQuery()),
    queries.prefetchQuery(countsQuery()),
    queue && fetchFirstPage(queries, queue),
  ])
}

/** What a queue shows first, unless it has been shown before. */
export async function fetchFirstPage(queries: QueryClient, queue: QueueName): Promise<void> {
  const sort = QUEUE_SORTS[queue][0]
  if (sort === undefined) return
  const query = queueQuery(queue, sort)
  if (queries.getQueryState(query.queryKey) === undefined) await queries.prefetchInfiniteQuery(query)
}
