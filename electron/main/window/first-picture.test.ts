import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterFirstPicture } from './first-picture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the rest begins a moment after a page has drawn its first picture, and once', () => {
  const work = vi.fn()
  const { shown } = afterFirstPicture(work)
  vi.advanceTimersByTime(1_000)
  shown()
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  shown()
  vi.advanceTimersByTime(60_000)
  expect(work).toHaveBeenCalledTimes(1)
})
test('a page that says nothing is waited for three seconds, and what it says later changes nothing', () => {
  const work = vi.fn()
  const { shown } = afterFirstPicture(work)
  vi.advanceTimersByTime(2_999)
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  shown()
  vi.advanceTimersByTime(60_000)
  expect(work).toHaveBeenCalledTimes(1)
})
test('an app that is closed before does not begin', () => {
  const work = vi.fn()
  const { shown, drop } = afterFirstPicture(work)
  shown()
  drop()
  shown()
  vi.advanceTimersByTime(60_000)
  expect(work).not.toHaveBeenCalled()
})
