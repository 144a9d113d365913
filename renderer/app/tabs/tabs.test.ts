import { expect, test } from 'vitest'
import { tabAfter, tabBeside, withoutTab, withTab } from './tabs.ts'

test('a case has one tab, and the thirteenth takes the place of the oldest', () => {
  const many = Array.from({ length: 12 }, (_, i) => String(i))
  expect(withTab(many, '3')).toBe(many)
  expect(withTab(many, 'new')).toEqual([...many.slice(1), 'new'])
})

test('when a tab is closed its neighbour is shown', () => {
  expect(tabAfter(['a', 'b', 'c'], 'b')).toBe('c')
  expect(tabAfter(['a', 'b', 'c'], 'c')).toBe('b')
  expect(tabAfter(['a'], 'a')).toBeUndefined()
  expect(withoutTab(['a', 'b'], 'a')).toEqual(['b'])
})

test('from tab to tab, round and round, in both directions', () => {
  const ids = ['a', 'b', 'c']
  expect([tabBeside(ids, 'c', 1), tabBeside(ids, 'a', -1), tabBeside(ids, undefined, 1)]).toEqual(['a', 'c', 'a'])
  expect(tabBeside([], 'a', 1)).toBeUndefined()
})
