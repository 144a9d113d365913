import { app, type Session, type WebContents } from 'electron'
import { log } from '../log.ts'
import { PAGE_ORIGIN } from '../page/page-file.ts'

/** What a page may ask of the system: putting a case number on the clipboard, nothing else. */
const ALLOWED: readonly string[] = ['clipboard-sanitized-write']

/** Keeps every page where it is: it cannot leave, open windows, embed another or get a permission. */
export function guardPages(devUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('a page tried to open a window', schemeOf(url))
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => {
      if (!isPage(event.url, devUrl) || !isReload(contents, event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(ALLOWED.includes(permission)))
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.includes(permission))
  session.setDevicePermissionHandler(() => false)
}

/** Whether an address is the app's own page: what it sends is then worth looking at. */
export function isPage(url: string, devUrl: string | null): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`) || (devUrl !== null && url.startsWith(devUrl))
}

const isReload = (contents: WebContents, url: string): boolean => contents.getURL().split('#')[0] === url.split('#')[0]
const schemeOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : 'unreadable')
