import type { QueryClient } from '@tanstack/react-query'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { sessionQuery } from '../api/session.ts'
import { settingsQuery } from '../api/settings.ts'
import { syncQuery } from '../api/sync.ts'
import { countsQuery, queueQuery } from '../features/queue/queue.queries.ts'

/**
 * Asks at once for everything that the first picture shows, so that the answers cross the port together while React starts, and
 * not each after what draws it. Before anyone is signed in the answers are refusals; signing in asks again.
 * @param address the place that the window opens at, as in `#/q/mine`
 */
export function askAhead(queries: QueryClient, address: string): void {
  void queries.prefetchQuery(sessionQuery())
  void queries.prefetchQuery(settingsQuery())
  void queries.prefetchQuery(syncQuery())
  void queries.prefetchQuery(countsQuery())
  const queue = QueueName.safeParse(address.split('/')[2]).data
  if (queue) fetchFirstPage(queries, queue)
}

/** What a queue shows first, unless it has been shown before. */
export function fetchFirstPage(queries: QueryClient, queue: QueueName): void {
  const sort = QUEUE_SORTS[queue][0]
  if (sort === undefined) return
  const query = queueQuery(queue, sort)
  if (queries.getQueryState(query.queryKey) === undefined) void queries.prefetchInfiniteQuery(query)
}
