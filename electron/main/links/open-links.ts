import { app, type BrowserWindow } from 'electron'
import { tellPage } from '../window/page-messages.ts'
import { type DeepLink, LINK_SCHEME, linkAmong, parseDeepLink } from './deep-link.ts'

/** Opens the case of a `skranke://case/…` link in the window, however it comes: at the start, by a second start, or from macOS. */
export function openLinks(frontWindow: () => BrowserWindow): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  const open = (link: DeepLink | undefined): void => {
    const window = frontWindow()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    if (link) tellPage(window, { type: 'skranke-open-case', ...link })
  }
  app.on('second-instance', (_event, args) => open(linkAmong(args)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void app.whenReady().then(() => open(parseDeepLink(url)))
  })
  // The window of a start is shown when it is ready.
  const first = linkAmong(process.argv)
  if (first) tellPage(frontWindow(), { type: 'skranke-open-case', ...first })
}
