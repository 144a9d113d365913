import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SearchHit } from '#shared/contract/views.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

/** Looks a case up by the serial in its number; null when it is not on this device. */
export function useCaseByNumber(): (serial: number) => Promise<SearchHit | null> {
  const queries = useQueryClient()
  return useCallback(
    async (serial) => {
      const text = caseNumber({ serial })
      const { hits } = await queries.fetchQuery({
        queryKey: [...keys.search(text), 1],
        queryFn: () => api.cases.search({ text, limit: 1 }),
      })
      return hits.find((hit) => hit.number === serial) ?? null
    },
    [queries],
  )
}
