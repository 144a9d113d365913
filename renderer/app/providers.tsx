import { MantineProvider, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { initialPreferences } from '../api/settings.ts'
import { toColorScheme } from './apply-preferences.ts'
import { theme } from './theme.ts'

/** The choice is kept by the data process; the page itself stores nothing. */
const inMemory: MantineColorSchemeManager = {
  get: () => initial,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}
const initial: MantineColorScheme = toColorScheme(initialPreferences().theme)

/** What every screen stands in: the look, the cache, and a place for errors that belong nowhere else. */
export function Providers({ queries, children }: { readonly queries: QueryClient; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme={initial} colorSchemeManager={inMemory}>
      <QueryClientProvider client={queries}>
        {children}
        <Notifications position="bottom-right" autoClose={8000} limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
