import type { CaseListItem } from '#shared/contract/views.ts'
import { WORKBENCH_STATES } from '#shared/domain/queue.ts'
import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'

/** `narrow`: what lies there waits for others and needs only to be seen. */
export type Column = { readonly state: CaseState; readonly narrow: boolean }

/** The bench from left to right, as a unit passes it; parts that are awaited stand last. @rule SHOP-5 */
export const COLUMNS: readonly Column[] = [
  ...WORKBENCH_STATES.map((state) => ({ state, narrow: false })),
  { state: 'awaiting-part', narrow: true },
]

/** The units of each column, the one that has lain there longest first. */
export function columnsOf(
  items: readonly CaseListItem[],
): readonly (Column & { readonly items: readonly CaseListItem[] })[] {
  const oldestFirst = [...items].sort((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1))
  return COLUMNS.map((column) => ({ ...column, items: oldestFirst.filter((item) => item.state === column.state) }))
}
