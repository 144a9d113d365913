import { BrowserWindow, MessageChannelMain } from 'electron'
import { PAGE_OPENED, PAGE_READY, PAGE_SHOWN, PORT_MESSAGE, type PageMessage } from '#shared/contract/page.ts'
import type { DataProcess } from '../data-process/data-process.ts'
import { isPage } from './guards.ts'

/** A window may be asked for things before its page listens: they are kept until it does. */
const waiting = new WeakMap<BrowserWindow, PageMessage[]>()
const listening = new WeakSet<BrowserWindow>()
/** Windows whose page takes ports: long before it listens, so that its first question need not wait for a port. */
const opened = new WeakSet<BrowserWindow>()

/**
 * Joins a window's page and the data process by a port, at each load of the page, and hands over what waited.
 * @param on what the page says of its first picture: `ready`, it may be shown; `shown`, it is complete
 */
export function joinPage(
  window: BrowserWindow,
  data: DataProcess,
  devUrl: string | null,
  on: { readonly ready: () => void; readonly shown: () => void },
): void {
  // Going from place to place inside the page is a navigation too, but the page goes on listening.
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    opened.delete(window)
    listening.delete(window)
  })
  /** From the page itself, not from anything in it. */
  const hear = (message: string, heard: () => void): void => {
    window.webContents.ipc.on(message, ({ senderFrame }) => {
      if (senderFrame?.parent === null && isPage(senderFrame.url, devUrl)) heard()
    })
  }
  hear(PAGE_OPENED, () => {
    opened.add(window)
    givePort(window, data)
  })
  hear(PAGE_READY, on.ready)
  hear(PAGE_SHOWN, on.shown)
  window.webContents.on('did-finish-load', () => {
    listening.add(window)
    for (const message of waiting.get(window) ?? []) window.webContents.send('page-message', message)
    waiting.delete(window)
  })
}

/** A new data process: every page that is open gets a port to it. */
export function givePorts(data: DataProcess): void {
  for (const window of BrowserWindow.getAllWindows()) if (opened.has(window)) givePort(window, data)
}

export function tellPage(window: BrowserWindow, message: PageMessage): void {
  if (listening.has(window)) window.webContents.send('page-message', message)
  else waiting.set(window, [...(waiting.get(window) ?? []), message])
}

function givePort(window: BrowserWindow, data: DataProcess): void {
  const { port1, port2 } = new MessageChannelMain()
  data.connect(port1)
  window.webContents.postMessage(PORT_MESSAGE, null, [port2])
}
