import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import i18next from 'i18next'
import { useEffect } from 'react'
import type { Theme } from '#shared/contract/page.ts'
import { pageHost } from '../api/page-host.ts'
import { usePreferences } from '../api/settings.ts'

/** `system` follows the computer. */
export const toColorScheme = (theme: Theme): MantineColorScheme => (theme === 'system' ? 'auto' : theme)

/** Makes the window look and speak as the person chose, and its frame and menu with it. */
export function useApplyPreferences(): void {
  const { language, theme, density } = usePreferences()
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    void i18next.changeLanguage(language)
  }, [language])
  useEffect(() => {
    document.documentElement.dataset.density = density
  }, [density])
  useEffect(() => setColorScheme(toColorScheme(theme)), [theme, setColorScheme])
  useEffect(() => pageHost()?.prefer({ theme, locale: language }), [theme, language])
}
