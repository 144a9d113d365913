import { app } from 'electron'

/**
 * How V8 keeps house in pages. Without it a page that is scrolled through lets garbage pile up to as much again as all it uses, since
 * V8 collects only when the heap has grown several times over: here by a third, in a young generation of some megabytes.
 */
const SETTINGS = ['--max-semi-space-size=2', '--heap-growing-percent=30']

/** Must be called before the app is ready; only pages are given these settings. */
export function keepPagesSmall(): void {
  app.commandLine.appendSwitch('js-flags', SETTINGS.join(' '))
}
