import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

/** What every screen stands in: the look, the cache, and a place for errors that belong nowhere else. */
export function Providers({ queries, children }: { readonly queries: QueryClient; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        {children}
        <Notifications position="bottom-right" autoClose={8000} limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
