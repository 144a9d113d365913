import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showOnce } from './show-once.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What `showOnce` uses of a window, and what was done with it. */
function aWindow(is: { destroyed?: boolean; visible?: boolean; minimized?: boolean } = {}) {
  const done: string[] = []
  const window = {
    isDestroyed: () => is.destroyed === true,
    isVisible: () => is.visible === true,
    isMinimized: () => is.minimized === true,
    maximize: () => void done.push('maximize'),
    show: () => void done.push('show'),
  }
  return { is, done, window: window as unknown as BrowserWindow }
}

test('a window is shown when its page is ready, and not again when the page is loaded anew', () => {
  const { done, window } = aWindow()
  const ready = showOnce(window, false)
  vi.advanceTimersByTime(500)
  expect(done).toEqual([])
  ready()
  expect(done).toEqual(['show'])
  ready()
  vi.advanceTimersByTime(60_000)
  expect(done).toEqual(['show'])
})
test('a page that says nothing is shown after two seconds', () => {
  const { done, window } = aWindow()
  showOnce(window, false)
  vi.advanceTimersByTime(1_999)
  expect(done).toEqual([])
  vi.advanceTimersByTime(1)
  expect(done).toEqual(['show'])
})
test('a window that was maximised is maximised as it is shown, not before', () => {
  const { done, window } = aWindow()
  const ready = showOnce(window, true)
  expect(done).toEqual([])
  ready()
  expect(done).toEqual(['maximize', 'show'])
})
test.each(['destroyed', 'visible', 'minimized'] as const)('a window that is %s by then is left alone', (what) => {
  const { is, done, window } = aWindow()
  showOnce(window, true)
  is[what] = true
  vi.advanceTimersByTime(2_000)
  expect(done).toEqual([])
})
