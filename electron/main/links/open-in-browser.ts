import { shell } from 'electron'
import { log } from '../log.ts'
import { isWebPage } from './web-page.ts'

/** Shows a page in the system's browser. Anything but a web page could start a program, and is refused. */
export function openInBrowser(url: string): void {
  if (!isWebPage(url)) return log.warn('an address that is no web page was not opened')
  shell.openExternal(url).catch(() => log.warn('the system has no browser that opens'))
}
