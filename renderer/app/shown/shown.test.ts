import { expect, test } from 'vitest'
import { type Shown, shownAt } from './shown.ts'

const CASE = '0198c0de-0000-7000-8000-000000000001'
const OTHER = '0198c0de-0000-7000-8000-000000000002'
const mine: Shown = { queue: 'mine', row: OTHER, open: false }
const none = () => undefined

test('a case that is open beside its queue is shown again, and a selected row that is not open is selected again', () => {
  expect(shownAt(`/q/unassigned/${CASE}`, mine, none)).toEqual({ queue: 'unassigned', row: CASE, open: true })
  expect(shownAt('/q/unassigned', mine, () => CASE)).toEqual({ queue: 'unassigned', row: CASE, open: false })
  expect(shownAt('/q/unassigned', mine, none)).toEqual({ queue: 'unassigned', row: null, open: false })
})

test('a case opened from a search is shown again beside the queue of before', () => {
  expect(shownAt(`/search/${CASE}`, mine, none)).toEqual({ queue: 'mine', row: CASE, open: true })
  expect(shownAt(`/search/${CASE}`, null, none)).toBeNull()
})

test('other screens, queues that do not exist and headings of groups are not kept', () => {
  for (const place of ['/intake', '/settings', '/search', '/q/nothing', '', '/search/x'])
    expect(shownAt(place, mine, none)).toBeNull()
  expect(shownAt('/q/mine', mine, () => 'group:"kari"')).toEqual({ queue: 'mine', row: null, open: false })
})
