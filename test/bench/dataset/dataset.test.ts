import { expect, test } from 'vitest'
import { TABLES } from '#shared/domain/tables.ts'
import { type GeneratedRow, generateRows } from './generate-rows.ts'
import { WORDS } from './words.ts'

const rows = (seed: number): GeneratedRow[] => [...generateRows({ cases: 2000, seed })]
const made = rows(1)
const cases = made.flatMap(({ table, row }) => (table === 'serviceCase' ? [row] : []))

test('the same size and seed give the same rows, another seed others', () => {
  expect(rows(1)).toEqual(made)
  expect(rows(2)).not.toEqual(made)
})

test('every row is one that the sync would take, and no id comes twice', () => {
  for (const { table, row } of made) expect(TABLES[table].safeParse(row).error?.issues ?? []).toEqual([])
  expect(new Set(made.map(({ row }) => row.id)).size).toBe(made.length)
})

test('3 to 5 % of the cases are open, and half of all contain one word', () => {
  const share = (holds: (row: (typeof cases)[number]) => boolean) => cases.filter(holds).length / cases.length
  const open = share(({ state }) => state !== 'closed' && state !== 'cancelled')
  expect(open).toBeGreaterThan(0.03)
  expect(open).toBeLessThan(0.05)
  expect(share(({ faultDescription }) => faultDescription.toLowerCase().includes(WORDS.half))).toBeCloseTo(0.5, 1)
})

test('a few customers have most of the cases', () => {
  const by = new Map<string | null, number>()
  for (const { customerId } of cases) by.set(customerId, (by.get(customerId) ?? 0) + 1)
  const counts = [...by.values()]
  const most = counts.sort((a, b) => b - a).slice(0, Math.ceil(counts.length / 5))
  expect(most.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(cases.length / 2)
})
