import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import i18next from 'i18next'
import { useEffect, useLayoutEffect } from 'react'
import type { Theme } from '#shared/contract/page.ts'
import { pageHost } from '../api/page-host.ts'
import { usePreferences } from '../api/settings.ts'

/** `system` follows the computer. */
export const toColorScheme = (theme: Theme): MantineColorScheme => (theme === 'system' ? 'auto' : theme)

/** Makes the window look and speak as the person chose, and its frame and menu with it. */
export function useApplyPreferences(): void {
  const { language, theme, density } = usePreferences()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (i18next.language !== language) void i18next.changeLanguage(language)
  }, [language])
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density
  }, [density])
  const wanted = toColorScheme(theme)
  useEffect(() => {
    // Also where nothing changes, Mantine takes all transitions away for a moment: the whole page gets its styles anew, twice.
    if (wanted !== colorScheme) setColorScheme(wanted)
  }, [wanted, colorScheme, setColorScheme])
  useEffect(() => pageHost()?.prefer({ theme, locale: language }), [theme, language])
}
