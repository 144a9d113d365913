import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ColumnChoice, type ColumnId, COLUMNS, fitsOneLine, USUAL_COLUMNS } from './columns.ts'

const chosen = (...ids: ColumnId[]): ColumnChoice[] => ids.map((id) => ({ id, width: null }))

test('a case stands in one line where the usual columns leave room for its fault, and else in two', () => {
  expect(fitsOneLine(1017, USUAL_COLUMNS)).toBe(false)
  expect(fitsOneLine(1018, USUAL_COLUMNS)).toBe(true)
})

test('a column that was made wider takes no room from the fault: the list has two lines sooner', () => {
  const wide = USUAL_COLUMNS.map((column) => (column.id === 'customer' ? { ...column, width: 300 } : column))
  expect(fitsOneLine(1100, USUAL_COLUMNS)).toBe(true)
  expect(fitsOneLine(1100, wide)).toBe(false)
})

test('who chose other columns sees them as soon as they have some room', () => {
  expect(fitsOneLine(720, chosen('number', 'title', 'serial', 'changed'))).toBe(true)
  expect(fitsOneLine(719, chosen('number', 'title', 'serial', 'changed'))).toBe(false)
})

test('in one line of the usual columns the title always has 400 px', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 4000 }), (width) => {
      const others = USUAL_COLUMNS.filter(({ id }) => id !== 'title').reduce(
        (sum, { id }) => sum + COLUMNS[id].width,
        0,
      )
      return !fitsOneLine(width, USUAL_COLUMNS) || width - others - 20 - 26 - 8 * USUAL_COLUMNS.length >= 400
    }),
  )
})
