import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overtaken, type PendingIndex, planRebase } from './rebase.ts'

type Pending = { readonly reads: readonly string[]; readonly writes: readonly string[] }

function indexOf(pending: readonly Pending[]) {
  const looked: string[] = []
  const index: PendingIndex = {
    touching(names) {
      looked.push(...names)
      return pending.flatMap((p, order) => ([...p.reads, ...p.writes].some((n) => names.includes(n)) ? [order] : []))
    },
    writes: (order) => pending[order]?.writes ?? [],
    readNames: (order) => pending[order]?.writes ?? [],
  }
  return { index, looked }
}
const plan = (pending: readonly Pending[], pulled: readonly string[], settled: readonly number[] = []) =>
  planRebase(indexOf(pending).index, pulled, settled)

describe('the plan of a rebase', () => {
  test('law 1: what meets no pulled row is left alone', () => {
    expect(
      plan(
        [
          { reads: ['a'], writes: ['a'] },
          { reads: ['b'], writes: ['b'] },
        ],
        ['b'],
      ),
    ).toEqual({ putBack: ['b'], decideAgain: [1] })
  })

  test('law 1: a command that only read a pulled row is decided again', () => {
    expect(plan([{ reads: ['contract'], writes: ['a'] }], ['contract'])).toEqual({ putBack: ['a'], decideAgain: [0] })
  })

  test('law 3: what wrote the same row, or built on it, comes along', () => {
    const pending = [
      { reads: ['a'], writes: ['a', 'b'] },
      { reads: ['b'], writes: ['c'] },
      { reads: ['c'], writes: ['d'] },
      { reads: ['x'], writes: ['x'] },
    ]
    expect(plan(pending, ['a'])).toEqual({ putBack: ['a', 'b', 'c', 'd'], decideAgain: [0, 1, 2] })
  })

  test('law 5: a settled command is put back, not decided again, and disturbs what built on it', () => {
    const pending = [
      { reads: [], writes: ['a'] },
      { reads: ['a'], writes: ['b'] },
    ]
    expect(plan(pending, [], [0])).toEqual({ putBack: ['a', 'b'], decideAgain: [1] })
  })

  test('law 7: what is written now and was not before disturbs later commands that read or wrote it, not earlier ones', () => {
    const { index } = indexOf([
      { reads: ['a'], writes: [] },
      { reads: ['z'], writes: ['a', 'b'] },
      { reads: ['b'], writes: [] },
      { reads: [], writes: ['a'] },
      { reads: ['x'], writes: ['x'] },
    ])
    expect(overtaken(index, 1, new Set([1]))).toEqual([2, 3])
    expect(overtaken(index, 1, new Set([1, 2]))).toEqual([3])
    expect(overtaken(index, 4, new Set([4]))).toEqual([])
  })

  test('nothing pulled and nothing settled disturbs nothing', () => {
    expect(plan([{ reads: ['a'], writes: ['a'] }], [])).toEqual({ putBack: [], decideAgain: [] })
  })
})

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const names = fc.uniqueArray(name, { maxLength: 3 })
const pendings = fc.array(fc.record({ reads: names, writes: names }), { maxLength: 12 })

describe('for any outbox and any pull', () => {
  test('laws 2, 3 and 4: rows put back are exactly those written by what is disturbed, and nobody else wrote them', () => {
    fc.assert(
      fc.property(pendings, names, fc.array(fc.nat(11), { maxLength: 3 }), (pending, pulled, orders) => {
        const settled = [...new Set(orders)].filter((order) => order < pending.length)
        const { putBack, decideAgain } = plan(pending, pulled, settled)
        const disturbed = new Set([...settled, ...decideAgain])
        expect(new Set(putBack)).toEqual(new Set([...disturbed].flatMap((order) => pending[order]?.writes ?? [])))
        pending.forEach((p, order) => {
          if (disturbed.has(order)) return
          expect(p.writes.some((row) => putBack.includes(row))).toBe(false)
          expect(p.reads.some((row) => putBack.includes(row) || pulled.includes(row))).toBe(false)
        })
        expect(decideAgain).toEqual([...decideAgain].sort((a, b) => a - b))
        expect(decideAgain.some((order) => settled.includes(order))).toBe(false)
      }),
    )
  })

  test('law 6: each name is looked up once', () => {
    fc.assert(
      fc.property(pendings, names, (pending, pulled) => {
        const { index, looked } = indexOf(pending)
        planRebase(index, pulled, [])
        expect(looked.length).toBe(new Set(looked).size)
      }),
    )
  })
})
