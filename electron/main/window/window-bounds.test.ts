import { expect, test } from 'vitest'
import { restoredBounds } from './window-bounds.ts'

const LAPTOP = { x: 0, y: 0, width: 1440, height: 860 }
const WALL = { x: 1440, y: -200, width: 3840, height: 2100 }

test('the first window is in the middle of the primary screen', () => {
  expect(restoredBounds(null, [LAPTOP, WALL])).toEqual({ x: 80, y: 30, width: 1280, height: 800 })
})
test('a window opens where it was', () => {
  const saved = { x: 1600, y: 100, width: 2000, height: 1200 }
  expect(restoredBounds(saved, [LAPTOP, WALL])).toEqual(saved)
})
test('a window whose screen is gone comes back to the one that is there, and fits it', () => {
  const saved = { x: 1600, y: 100, width: 2000, height: 1200 }
  expect(restoredBounds(saved, [LAPTOP])).toEqual({ x: 0, y: 0, width: 1440, height: 860 })
})
test('a window half off the screen is pulled back onto it', () => {
  expect(restoredBounds({ x: 900, y: -50, width: 1280, height: 800 }, [LAPTOP])).toEqual({
    x: 160,
    y: 0,
    width: 1280,
    height: 800,
  })
})
test('a window is never smaller than the page can be used', () => {
  expect(restoredBounds({ x: 10, y: 10, width: 200, height: 100 }, [LAPTOP])).toMatchObject({
    width: 1024,
    height: 640,
  })
})
test('without any screen it still has a size', () => {
  expect(restoredBounds(null, [])).toEqual({ x: 0, y: 0, width: 1280, height: 800 })
})
