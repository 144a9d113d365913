import { ipcMain, nativeTheme } from 'electron'
import { showMenu } from '../menu/menu.ts'
import { isPage } from './guards.ts'
import { isLocale, isTheme, recall, remember } from './remembered.ts'

/** The theme of the last start, before a window is made in its colour. */
export function followTheme(): void {
  nativeTheme.themeSource = recall().theme ?? 'system'
}

/** Theme and language of the frame follow what the person chose in the page, now and at the next start. */
export function followPreferences(release: boolean, devUrl: string | null): void {
  setImmediate(() => showMenu(recall().locale ?? 'nb', release)) // the window is asked for first
  ipcMain.on('prefer', (event, choice: unknown) => {
    const { theme, locale } = (choice ?? {}) as Record<string, unknown>
    if (!isPage(event.senderFrame?.url ?? '', devUrl) || !isTheme(theme) || !isLocale(locale)) return
    const known = recall()
    if (theme === known.theme && locale === known.locale) return // each page says it when it is drawn
    nativeTheme.themeSource = theme
    showMenu(locale, release)
    remember({ theme, locale })
  })
}
