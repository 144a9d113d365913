import { expect, test } from 'vitest'
import { orderAfter } from './column-heads.tsx'

const NEWEST = [{ by: 'registered' as const, desc: true }]

test('a press on a column sorts by it alone, a second one turns it round', () => {
  const byCustomer = orderAfter(NEWEST, 'customer', false)
  expect(byCustomer).toEqual([{ by: 'customer', desc: false }])
  expect(orderAfter(byCustomer, 'customer', false)).toEqual([{ by: 'customer', desc: true }])
})

test('with Shift a column is added behind the others, and there are never more than three', () => {
  const two = orderAfter(NEWEST, 'customer', true)
  expect(two).toEqual([...NEWEST, { by: 'customer', desc: false }])
  expect(orderAfter(orderAfter(two, 'state', true), 'owner', true).map(({ by }) => by)).toEqual([
    'registered',
    'customer',
    'owner',
  ])
  expect(orderAfter(two, 'registered', true)[0]).toEqual({ by: 'registered', desc: false })
})
