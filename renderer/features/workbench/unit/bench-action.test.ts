import { expect, test } from 'vitest'
import { WORKBENCH_STATES } from '#shared/domain/queue.ts'
import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'
import { COLUMNS, columnsOf } from '../board/board-columns.ts'
import { benchAction } from './bench-action.ts'

const at = (state: CaseState, more: { finding?: string; remedy?: 'repair' | 'swap' } = {}) =>
  benchAction({
    serviceCase: { flow: 'workshop', state, finding: more.finding ?? null },
    decision: more.remedy ? { remedy: more.remedy } : null,
    estimate: null,
  })

test.each([
  ['registered', 'unit.receive'],
  ['received', 'diagnosis.start'],
  ['quote-accepted', 'repair.start'],
  ['declined', 'unit.pack'],
] as const)('SHOP-5: a unit that is %s goes on at one press', (state, command) => {
  expect(at(state)).toEqual({ kind: 'press', command })
})

test('SHOP-1: the finding is written first, then the warranty is decided', () => {
  expect(at('diagnosing')).toEqual({ kind: 'form', command: 'diagnosis.record' })
  expect(at('diagnosing', { finding: 'Væske' })).toEqual({ kind: 'form', command: 'warranty.decide' })
})

test('APPLE-7: a unit that is swapped starts its swap when the part is there', () => {
  expect(at('awaiting-part', { remedy: 'swap' })).toEqual({ kind: 'press', command: 'swap.start' })
  expect(at('awaiting-part', { remedy: 'repair' })).toEqual({ kind: 'press', command: 'repair.start' })
  expect(at('swapping')).toEqual({ kind: 'form', command: 'swap.finish' })
})

test('a case that has ended offers nothing', () => {
  expect(at('closed')).toEqual({ kind: 'none' })
})

test('the board has a column for every state on the bench, and each unit stands in exactly one, oldest first', () => {
  expect(COLUMNS.map((column) => column.state)).toEqual([...WORKBENCH_STATES, 'awaiting-part'])
  const items = COLUMNS.flatMap(({ state }, i) =>
    [2, 1].map((day) => ({ id: `${state}${day}`, state, registeredAt: `2026-01-0${day}T00:00:0${i}Z` })),
  )
  const columns = columnsOf(items as never)
  expect(columns.flatMap((column) => column.items.map((item) => item.id))).toEqual(
    COLUMNS.flatMap(({ state }) => [`${state}1`, `${state}2`]),
  )
})
