import { expect, test } from 'vitest'
import { NONE_PICKED, pickRange, stillPicked, togglePicked } from './picked.ts'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const ids = ({ ids: set }: { readonly ids: ReadonlySet<string> }) => [...set].join('')

test('a range grows and shrinks from where it started', () => {
  const one = togglePicked(NONE_PICKED, 'c')
  const down = pickRange(one, ORDER, undefined, 'e')
  expect(ids(down)).toBe('cde')
  expect(ids(pickRange(down, ORDER, undefined, 'a'))).toBe('abc')
})

test('a range without a start begins where the keyboard stands', () => {
  expect(ids(pickRange(NONE_PICKED, ORDER, 'b', 'c'))).toBe('bc')
})

test('picking again takes away, and what has left the list is not picked', () => {
  const two = togglePicked(togglePicked(NONE_PICKED, 'a'), 'b')
  expect(ids(togglePicked(two, 'a'))).toBe('b')
  expect(ids(stillPicked(two, new Set(['b'])))).toBe('b')
})
