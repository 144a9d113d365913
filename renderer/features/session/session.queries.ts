import { useMutation, useQueryClient } from '@tanstack/react-query'
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
