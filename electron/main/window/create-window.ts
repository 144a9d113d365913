import { BrowserWindow, nativeTheme, screen } from 'electron'
import { type AppInfo, windowTitle } from '../app-info.ts'
import { PRELOAD_FILE } from '../folders.ts'
import { PAGE_ORIGIN } from '../page/page-file.ts'
import { pageArguments } from './page-arguments.ts'
import { queuePlace, recall, remember } from './remembered.ts'
import { reloadAfterCrash } from './recover.ts'
import { showOnce } from './show-once.ts'
import { restoredBounds, SMALLEST } from './window-bounds.ts'

/** The page's own ground, so that no window flashes white before it is painted. */
const GROUND = { light: '#f8f9fa', dark: '#16181c' } as const
const KEEP_AFTER_MS = 300

/**
 * The one way to make a window: closed in, where the last one was, in the colour of its theme, with the queue shown last.
 * @returns `show` is to be called when its page is ready
 */
export function createWindow(
  info: AppInfo,
  devUrl: string | null,
): { readonly window: BrowserWindow; readonly show: () => void } {
  const saved = recall()
  const primary = screen.getPrimaryDisplay()
  const displays = [primary, ...screen.getAllDisplays().filter((display) => display.id !== primary.id)]
  const window = new BrowserWindow({
    ...restoredBounds(
      saved.bounds,
      displays.map((display) => display.workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false, // see `show-once.ts`
    paintWhenInitiallyHidden: false,
    title: windowTitle(info),
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: PRELOAD_FILE,
      additionalArguments: pageArguments(info, saved),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !info.release,
    },
  })
  // The title says what kind of build this is: no page may change it.
  window.on('page-title-updated', (event) => event.preventDefault())
  keepPlace(window, saved.maximized)
  reloadAfterCrash(window)
  void window.loadURL(`${devUrl ?? PAGE_ORIGIN}/${saved.place === null ? '' : `#${saved.place}`}`)
  return { window, show: showOnce(window, saved.maximized) }
}

/** @param wasMaximized and will be, once the window is shown */
function keepPlace(window: BrowserWindow, wasMaximized: boolean): void {
  let timer: NodeJS.Timeout | undefined
  const keep = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed()) return
    const place = queuePlace(window.webContents.getURL())
    const bounds = window.getNormalBounds()
    const maximized = window.isVisible() ? window.isMaximized() : wasMaximized
    remember({ bounds, maximized, ...(place === null ? {} : { place }) })
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_AFTER_MS)
  }
  window.on('resize', later)
  window.on('move', later)
  window.webContents.on('did-navigate-in-page', later)
  window.on('close', keep)
}
