import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PAGE_SHOWN } from '#shared/contract/page.ts'
import { afterFirstPicture } from './first-picture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function rest() {
  const pages = new EventEmitter()
  const work = vi.fn()
  const drop = afterFirstPicture(pages as unknown as IpcMain, work)
  return { pages, work, drop, shown: () => void pages.emit(PAGE_SHOWN) }
}

test('the rest begins a moment after a page has drawn its first picture, and once', () => {
  const { work, shown } = rest()
  vi.advanceTimersByTime(1_000)
  shown()
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  shown()
  vi.advanceTimersByTime(60_000)
  expect(work).toHaveBeenCalledTimes(1)
})
test('a page that says nothing is waited for three seconds, and what it says later changes nothing', () => {
  const { work, shown } = rest()
  vi.advanceTimersByTime(2_999)
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  shown()
  vi.advanceTimersByTime(60_000)
  expect(work).toHaveBeenCalledTimes(1)
})
test('an app that is closed before does not begin', () => {
  const { pages, work, drop, shown } = rest()
  shown()
  drop()
  vi.advanceTimersByTime(60_000)
  expect(work).not.toHaveBeenCalled()
  expect(pages.listenerCount(PAGE_SHOWN)).toBe(0)
})
