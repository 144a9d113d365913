import type { QueryClient } from '@tanstack/react-query'
import type { ChangeEvent } from '#shared/contract/contract.ts'
import { api, connection } from './client.ts'
import { keys } from './query-keys.ts'

const RECONNECT_MS = 500

/** Turns one change message of the data process into stale queries. */
export function applyChange(queries: QueryClient, change: ChangeEvent): void {
  const stale = (queryKey: readonly unknown[]) => void queries.invalidateQueries({ queryKey })
  switch (change.kind) {
    case 'rows':
      stale(keys.queues)
      stale(keys.counts)
      stale(keys.searches)
      stale(keys.duplicates)
      stale(keys.reference)
      for (const caseId of change.caseIds) stale(keys.case(caseId))
      // A change without case ids (reference data, a long pull) may show in any case.
      if (change.caseIds.length === 0) stale(keys.cases)
      return
    case 'sync':
      queries.setQueryData(keys.sync, change.status)
      return
    case 'conflicts':
      stale(keys.conflicts)
      stale(keys.cases)
      stale(keys.queues)
      return
    case 'session':
      stale(keys.session)
      return
  }
}

/** Follows the changes until `signal` aborts; after a new port, or a broken stream, everything is asked for again. */
export async function followChanges(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const off = connection.onConnected(() => void queries.invalidateQueries())
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
