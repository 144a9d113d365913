import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualWidth } from './pane-width.ts'

test.each([
  [1024, 420],
  [1280, 422],
  [1600, 652],
  [1920, 882],
  [2560, 1343],
  [3840, 1600],
])('in a window of %i px the list is %i px wide', (windowWidth, width) => {
  expect(usualWidth(windowWidth)).toBe(width)
})

test('a window that grows takes from neither the list nor the case', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 8000 }), (width) => {
      const more = usualWidth(width + 1) - usualWidth(width)
      expect(more).toBeGreaterThanOrEqual(0)
      expect(more).toBeLessThanOrEqual(1)
    }),
  )
})
