import { app } from 'electron'

/**
 * How V8 keeps house in pages. Without it a page that is scrolled through lets garbage pile up to as much again as all it uses, since
 * V8 collects only when the heap has grown several times over: here by a third, in a young generation of some megabytes.
 */
const SMALL = ['--max-semi-space-size=2', '--heap-growing-percent=30']

/**
 * All functions of a script are compiled with it. Chromium keeps what is compiled when a script has been evaluated, and a page draws its
 * first picture with functions that have not run by then: half of that work was compiling them, at each start anew.
 */
const WHOLE = '--no-lazy'

/**
 * A page that cannot be seen has its process put behind others. The first picture is made before the window is shown, and what is
 * minimised is little work: its timers are slowed all the same.
 */
const NOT_BEHIND = 'disable-renderer-backgrounding'

/** Must be called before the app is ready; only pages are given these settings. */
export function tunePages(): void {
  app.commandLine.appendSwitch('js-flags', [...SMALL, WHOLE].join(' '))
  app.commandLine.appendSwitch(NOT_BEHIND)
}
