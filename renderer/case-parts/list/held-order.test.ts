import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldOrder } from './held-order.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id, at: 'now' }))

test('what is new on top is counted, what is gone stays, what is further down is appended', () => {
  const before = [
    { id: 'b', at: 'before' },
    { id: 'c', at: 'before' },
    { id: 'd', at: 'before' },
  ]
  const { shown, fresh, gone } = heldOrder(before, rows('a', 'b', 'x', 'd', 'e', 'f'))
  expect(shown.map(({ id, at }) => `${id} ${at}`)).toEqual(['b now', 'c before', 'd now', 'e now', 'f now'])
  expect(fresh).toBe(2)
  expect([...gone]).toEqual(['c'])
})

test('every row of before keeps its place, and each case stands once', () => {
  const ids = fc.uniqueArray(fc.nat(20).map(String), { maxLength: 15 })
  fc.assert(
    fc.property(ids, ids, (before, now) => {
      const { shown, fresh } = heldOrder(rows(...before), rows(...now))
      const found = shown.map(({ id }) => id)
      expect(found.slice(0, before.length)).toEqual(before)
      expect(new Set(found).size).toBe(found.length)
      expect(now.filter((id) => !found.includes(id))).toHaveLength(fresh)
    }),
  )
})
