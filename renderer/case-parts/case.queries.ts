import { queryOptions } from '@tanstack/react-query'
import type { Permission } from '#shared/domain/command/permission.ts'
import { api } from '../api/client.ts'
import { keys } from '../api/query-keys.ts'
import { useUser } from '../api/session.ts'

export const caseQuery = (caseId: string) =>
  queryOptions({ queryKey: keys.case(caseId), queryFn: () => api.cases.get({ caseId }) })

export const conflictsQuery = queryOptions({ queryKey: keys.conflicts, queryFn: () => api.conflicts.list() })

type Me = { readonly id: string; readonly name: string; readonly permissions: readonly Permission[] }
const NOBODY: Me = { id: '', name: '', permissions: [] }

/** Who sits here, and what they may do. */
export const useMe = (): Me => useUser() ?? NOBODY
