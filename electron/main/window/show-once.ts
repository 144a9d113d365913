import type { BrowserWindow } from 'electron'

/** A page that cannot say that it is ready is not waited for longer. */
const AT_LAST_MS = 2_000

/**
 * A window is shown when its page is ready, and not before: a page that can be seen asks for a place to paint on as it begins, and then
 * stands still until the process that paints has started. A hidden one makes its first picture meanwhile.
 * @param maximized as it was left; a window that is maximised is seen
 * @returns shows the window, the first time that it is called, if nothing else has
 */
export function showOnce(window: BrowserWindow, maximized: boolean): () => void {
  let over = false
  const show = (): void => {
    clearTimeout(atLast)
    const isHidden = !over && !window.isDestroyed() && !window.isVisible() && !window.isMinimized()
    over = true
    if (!isHidden) return
    if (maximized) window.maximize()
    window.show()
  }
  const atLast = setTimeout(show, AT_LAST_MS)
  return show
}
