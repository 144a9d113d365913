import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { keys } from './query-keys.ts'

/** The state of the line to the backend; kept up to date by the change messages. */
export const syncQuery = () => queryOptions({ queryKey: keys.sync, queryFn: () => api.sync.status() })
