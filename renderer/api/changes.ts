import type { QueryClient } from '@tanstack/react-query'
import type { ChangeEvent } from '#shared/contract/contract.ts'
import type { TableName } from '#shared/domain/tables.ts'
import { api, connection } from './client.ts'
import { keys } from './query-keys.ts'

const RECONNECT_MS = 500

/** Lists and figures over many cases. */
const OF_ROWS: readonly unknown[] = [keys.queues, keys.counts, keys.searches, keys.duplicates].map(([kind]) => kind)

/** Reference data is asked for again only when some of it changed. */
const REFERENCE: readonly string[] = ['customer', 'contact', 'agreement', 'unit', 'colleague'] satisfies TableName[]

/** Turns one change message of the data process into stale queries. */
export function applyChange(queries: QueryClient, change: ChangeEvent): void {
  const stale = (queryKey: readonly unknown[]) => void queries.invalidateQueries({ queryKey })
  switch (change.kind) {
    case 'rows':
      void queries.invalidateQueries({ predicate: ({ queryKey }) => showsRows(queryKey, change) })
      staleInTime(queries)
      return
    case 'sync':
      queries.setQueryData(keys.sync, change.status)
      return
    case 'conflicts':
      stale(keys.conflicts)
      stale(keys.cases)
      stale(keys.queues)
      staleInTime(queries)
      return
    case 'session':
      stale(keys.session)
      return
  }
}

type RowsChange = Extract<ChangeEvent, { kind: 'rows' }>

/** Whether what is cached under a key may show the rows that changed. */
function showsRows([kind, caseId]: readonly unknown[], { tables, caseIds }: RowsChange): boolean {
  // A change without case ids (reference data, a long pull) may show in any case.
  if (kind === keys.cases[0]) return caseIds.length === 0 || caseIds.includes(caseId as string)
  // What stands in a conflict's way, and what a supervisor has said of it. What waits for a supervisor is the backend's.
  if (kind === keys.conflicts[0]) return caseId === undefined
  if (kind === keys.reference[0]) return tables.some((table) => REFERENCE.includes(table))
  return OF_ROWS.includes(kind)
}

const IN_TIME_MS = 250
const waiting = new WeakSet<QueryClient>()

/**
 * Answers that take some work are asked for again when the last answer is there, and not with each change: while a hundred thousand
 * rows come in they would otherwise be begun again and again, and never be finished.
 */
function staleInTime(queries: QueryClient): void {
  if (waiting.has(queries)) return
  waiting.add(queries)
  setTimeout(() => {
    waiting.delete(queries)
    if (queries.isFetching({ queryKey: keys.found }) > 0) staleInTime(queries)
    else void queries.invalidateQueries({ queryKey: keys.found })
  }, IN_TIME_MS)
}

/** Follows the changes until `signal` aborts; after another port, or a broken stream, everything is asked for again. */
export async function followChanges(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const off = connection.onReconnected(() => void queries.invalidateQueries())
  signal.addEventListener('abort', off, { once: true })
  while (!signal.aborted) {
    try {
      for await (const change of await api.events.changes(undefined, { signal })) applyChange(queries, change)
    } catch {
      // The stream ended with its port. What changed meanwhile is unknown.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
    void queries.invalidateQueries()
  }
}
