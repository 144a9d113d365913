import { Menu } from 'electron'
import type { PageLocale } from '#shared/contract/page.ts'
import { menuTemplate } from './menu-template.ts'

/** Puts the application menu up in a language; again when the person chooses another. */
export function showMenu(locale: PageLocale, release: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, { mac: process.platform === 'darwin', release })))
}
