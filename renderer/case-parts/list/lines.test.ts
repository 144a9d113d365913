import { expect, test } from 'vitest'
import type { CaseListItem } from '#shared/contract/views.ts'
import { linesOf } from './lines.ts'

const item = (id: string, group: string | null) => ({ id, group }) as CaseListItem & { group: string | null }
const groups = [
  { value: 'a', label: 'A', count: 2 },
  { value: 'b', label: 'B', count: 3 },
  { value: null, label: '–', count: 1 },
]
const ids = (lines: readonly { readonly id: string }[]) => lines.map(({ id }) => id)

test('without groups a list is its cases', () => {
  expect(ids(linesOf([item('1', null)], null, false))).toEqual(['1'])
})

test('each group has its heading, and those that have not come yet wait', () => {
  const items = [item('1', 'a'), item('2', 'a'), item('3', 'b')]
  expect(ids(linesOf(items, { groups, folded: [] }, false))).toEqual(['group:a', '1', '2', 'group:b', '3'])
})

test('a folded group shows its heading alone, and the next follows at once', () => {
  const items = [item('3', 'b'), item('4', 'b'), item('5', 'b'), item('6', null)]
  expect(ids(linesOf(items, { groups, folded: ['a'] }, true))).toEqual([
    'group:a',
    'group:b',
    '3',
    '4',
    '5',
    'group:',
    '6',
  ])
})
