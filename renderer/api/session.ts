import { queryOptions, useQuery } from '@tanstack/react-query'
import { setDeskClock } from './desk-clock.ts'
import { api } from './client.ts'
import { keys } from './query-keys.ts'

/** Who is signed in, whether this is a release, and the clock of the data process, which becomes the window's. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: keys.session,
    queryFn: async () => {
      const session = await api.session.current()
      setDeskClock(session.now)
      return session
    },
  })

/** The person at the desk; null before sign-in. */
export const useUser = () => useQuery(sessionQuery()).data?.user ?? null
