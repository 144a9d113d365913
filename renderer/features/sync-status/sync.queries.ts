import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

/** Tries to connect now instead of at the next turn. */
export const useConnectNow = () => useMutation({ mutationFn: () => api.sync.now() })
