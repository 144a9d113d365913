import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseListItem } from '#shared/contract/views.ts'
import { growLines, linesOfPages } from './growing-lines.ts'

const page = (ids: readonly number[]) => ({ items: ids.map((id) => ({ id: String(id) }) as CaseListItem) })

test('lines that grow page by page are those of all pages at once, each case once', () => {
  const Pages = fc.array(fc.uniqueArray(fc.nat(30), { maxLength: 8 }), { maxLength: 6 })
  fc.assert(
    fc.property(Pages, (ids) => {
      const pages = ids.map(page)
      const grown = pages.reduce<ReturnType<typeof growLines>>(
        (before, _, i) => growLines(before, pages.slice(0, i + 1)),
        growLines(null, []),
      )
      const once = growLines(null, pages)
      expect(grown.ids).toEqual(once.ids)
      expect(grown.lines).toEqual(once.lines)
      expect(once.ids).toEqual([...new Set(ids.flat().map(String))])
    }),
  )
})

test('pages that were fetched anew are read anew', () => {
  const first = growLines(null, [page([1, 2]), page([3])])
  expect(growLines(first, [page([2, 1]), page([3])]).ids).toEqual(['2', '1', '3'])
  expect(growLines(first, first.pages)).toBe(first)
})

test('a list asks again and again for the lines of its pages and gets the same, one page more or all anew', () => {
  const [a, b, c] = [page([1, 2]), page([2, 3]), page([4])]
  expect(linesOfPages([a]).ids).toEqual(['1', '2'])
  expect(linesOfPages([a, b]).ids).toEqual(['1', '2', '3'])
  expect(linesOfPages([a, b, c])).toBe(linesOfPages([a, b, c]))
  expect(linesOfPages([a, b, c]).ids).toEqual(['1', '2', '3', '4'])
  expect(linesOfPages([c]).ids).toEqual(['4'])
  expect(linesOfPages([]).ids).toEqual([])
})
