/** Runs before the page, in its sandbox: the one object that the page gets, and the hand-over of its port. */
import { contextBridge, ipcRenderer } from 'electron'
import {
  PAGE_OPENED,
  PAGE_READY,
  PAGE_SHOWN,
  type PageLocale,
  PORT_MESSAGE,
  type SkrankeWindow,
  type Theme,
} from '#shared/contract/page.ts'

/** What is used of the page's global here; the other processes of this folder have no page. */
declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: unknown, origin: string, transfer?: readonly unknown[]): void
}

/** An argument that the main process gave to this page. */
function argument(name: string): string | null {
  const start = `--skranke-${name}=`
  return process.argv.find((each) => each.startsWith(start))?.slice(start.length) ?? null
}

/** Ports that came before the page listened: waiting for it to be loaded would cost a tenth of a second of each start. */
let early: (readonly unknown[])[] | null = []

// A port cannot cross the bridge; a message of the window to itself can carry it.
const handOver = (ports: readonly unknown[]): void => window.postMessage(PORT_MESSAGE, window.location.origin, ports)

const skranke: SkrankeWindow = {
  versions: {
    app: argument('version') ?? '',
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  },
  platform: process.platform,
  notForRelease: argument('not-for-release') === 'true',
  theme: argument('theme') as Theme | null,
  locale: argument('locale') as PageLocale | null,
  listen: () => {
    for (const ports of early ?? []) handOver(ports)
    early = null
  },
  ready: () => ipcRenderer.send(PAGE_READY),
  shown: () => ipcRenderer.send(PAGE_SHOWN),
  prefer: ({ theme, locale }) => ipcRenderer.send('prefer', { theme, locale }),
}
contextBridge.exposeInMainWorld('skranke', skranke)

ipcRenderer.on(PORT_MESSAGE, ({ ports }) => (early === null ? handOver(ports) : early.push(ports)))
ipcRenderer.on('page-message', (_event, message: unknown) => window.postMessage(message, window.location.origin))
ipcRenderer.send(PAGE_OPENED)
