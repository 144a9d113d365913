import { QueryClient } from '@tanstack/react-query'

/**
 * The cache of what the data process said. It is a local process: never "offline", and its answers hold until it reports a
 * change.
 */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: Infinity, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })
