import { app } from 'electron'
import { log } from './log.ts'

/**
 * Ends in order: the windows close first (each page hands over what was typed), then the given processes, then the app.
 * Each closer bounds its own wait.
 */
export function quitInOrder(closers: () => readonly (() => Promise<void>)[]): void {
  let done = false
  app.on('will-quit', (event) => {
    if (done) return
    event.preventDefault()
    void closeAll(closers()).then(() => {
      done = true
      app.quit()
    })
  })
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close().catch((error: Error) => log.error('something did not close', error.name))
}
