import type { BrowserWindow } from 'electron'
import { log } from '../log.ts'
import { restartDelayMs } from '../restart-delay.ts'

/** A page that crashes is loaded again; what was typed is in the data process and comes back with it. */
export function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    const delayMs = restartDelayMs(crashes, now)
    crashes = [...crashes, now]
    log.error('the page ended', { reason, exitCode, delayMs })
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, delayMs)
  })
  window.on('unresponsive', () => log.warn('the page does not answer'))
}
