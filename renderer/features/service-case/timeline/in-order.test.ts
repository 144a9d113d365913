import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

const entry = (name: string, actAt: string, decidedAt: string | null) => ({ name, actAt, decidedAt })
const names = (entries: ReturnType<typeof entry>[]) => inOrder(entries).map(({ name }) => name)

test('acts stand in their own order, whenever they were decided', () => {
  expect(names([entry('offline', '10:00', '12:00'), entry('online', '11:00', '11:00')])).toEqual(['offline', 'online'])
})

test('acts of one instant stand in the order of decision, an undecided one last', () => {
  const same = [entry('third', '10:00', null), entry('second', '10:00', '10:02'), entry('first', '10:00', '10:01')]
  expect(names(same)).toEqual(['first', 'second', 'third'])
})

test('what cannot be told apart keeps its place', () => {
  expect(names([entry('a', '10:00', '10:00'), entry('b', '10:00', '10:00')])).toEqual(['a', 'b'])
})
