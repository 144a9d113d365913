import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'

/** Signs in, with the backend or, offline, as the last person of this machine. */
export function useSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (who: { readonly username: string; readonly password: string }) =>
      unwrap(await api.session.signIn(who)),
    onSuccess: () => queries.invalidateQueries(),
  })
}

/** Whether the backend offers another way in; asked again while it cannot be reached. */
export const methodsQuery = () =>
  queryOptions({
    queryKey: ['session', 'methods'],
    queryFn: async () => unwrap(await api.session.methods()),
    retry: true,
    retryDelay: 5_000,
  })

/** Signs in at the provider's page in the system's browser. Begun again, the one before is given up. */
export function useBrowserSignIn() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (words: { readonly title: string; readonly text: string }) =>
      unwrap(await api.session.browserSignIn(words)),
    onSuccess: () => queries.invalidateQueries(),
  })
}
