import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '#shared/domain/case-filter.ts'
import { ME, NOW } from '#test/support/any-case-query.ts'
import { aCase } from '#test/support/case-rows.ts'
import { now } from '#test/support/filled-cases.ts'
import { openDb } from '../client.ts'
import { putRow } from '../rows.ts'
import { findCases } from './case-filter-find.ts'
import { sortInTurns } from './case-filter-sort.ts'

test('a sorted list that was kept is made anew when another connection has written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-lists-'))
  const options = { file: join(folder, 'desk.sqlite'), migrations: join(import.meta.dirname, '../migrations') }
  const [window, background] = [openDb(options), openDb(options)]
  try {
    const asked = {
      queue: 'unassigned',
      filter: {},
      order: orderOf('newest'),
      group: 'state',
      me: ME,
      now: NOW,
    } as const
    const total = () => now(findCases(window, { ...asked, collapsed: [], reach: 100, after: null, limit: 10 })).total
    putRow(background, 'serviceCase', aCase(), undefined)
    expect([total(), total()]).toEqual([1, 1])
    putRow(background, 'serviceCase', aCase(), undefined)
    expect(total()).toBe(2)
  } finally {
    window.close()
    background.close()
    rmSync(folder, { recursive: true })
  }
})

test('a list is sorted in turns as it is at once, and what is equal keeps its order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat())), (pairs) => {
      const compare = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0]
      expect(now(sortInTurns(pairs, compare))).toEqual(pairs.toSorted(compare))
    }),
  )
})
