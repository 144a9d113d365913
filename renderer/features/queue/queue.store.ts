import { create } from 'zustand'
import { type CaseFilter, type FilterColumn, isFiltered, USUAL_REACH } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { awaitField } from '../../ui/held-keys.ts'
import { NONE_PICKED, type Picked } from '../../case-parts/list/picked.ts'

/** What the menu of the filters shows: a column's values, the columns (`null`), or nothing (closed). */
export type FilterPlace = { readonly part: FilterColumn | 'registered' | 'text' | null }

type QueueView = {
  /** What each queue is narrowed to. */
  readonly filters: Partial<Record<QueueName, CaseFilter>>
  /** How many cases are looked at, where a person has asked for more than usual. */
  readonly reach: Partial<Record<QueueName, number>>
  /** Groups that are folded, by queue. */
  readonly collapsed: Partial<Record<QueueName, readonly (string | null)[]>>
  /** The row that the keyboard stands on, by queue, so that coming back finds it again. */
  readonly active: Partial<Record<QueueName, string>>
  readonly filterMenu: FilterPlace | null
  /** Cases of a queue that are picked for something to be done to all of them. */
  readonly picked: { readonly queue: QueueName; readonly picked: Picked } | null
  /** Names of the owners and customers that filters were narrowed to, by id. */
  readonly names: Readonly<Record<string, string>>
}

export const useQueueView = create<QueueView>(() => ({
  filters: {},
  reach: {},
  collapsed: {},
  active: {},
  filterMenu: null,
  picked: null,
  names: {},
}))

const NO_FILTER: CaseFilter = {}
const NOTHING: readonly (string | null)[] = []

export const useFilter = (queue: QueueName): CaseFilter => useQueueView(({ filters }) => filters[queue] ?? NO_FILTER)
export const useReach = (queue: QueueName): number => useQueueView(({ reach }) => reach[queue] ?? USUAL_REACH)
export const useCollapsed = (queue: QueueName): readonly (string | null)[] =>
  useQueueView(({ collapsed }) => collapsed[queue] ?? NOTHING)

/** Changes some parts of a filter; undefined takes a part away. */
export const changeFilter = (
  queue: QueueName,
  change: { readonly [K in keyof CaseFilter]: CaseFilter[K] | undefined },
) =>
  useQueueView.setState(({ filters, reach }) => {
    const parts = Object.entries({ ...filters[queue], ...change }).filter(([, value]) => value !== undefined)
    const filter = Object.fromEntries(parts) as CaseFilter
    return {
      filters: { ...filters, [queue]: isFiltered(filter) ? filter : undefined },
      reach: { ...reach, [queue]: undefined },
    }
  })

export const clearFilter = (queue: QueueName): void =>
  useQueueView.setState(({ filters, reach }) => ({
    filters: { ...filters, [queue]: undefined },
    reach: { ...reach, [queue]: undefined },
  }))

/** Looks at twice as many. */
export const reachOn = (queue: QueueName, most: number): void =>
  useQueueView.setState(({ reach }) => ({
    reach: { ...reach, [queue]: Math.min(most, (reach[queue] ?? USUAL_REACH) * 2) },
  }))

export const toggleGroup = (queue: QueueName, value: string | null): void =>
  useQueueView.setState(({ collapsed }) => {
    const now = collapsed[queue] ?? []
    const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value]
    return { collapsed: { ...collapsed, [queue]: next } }
  })

export const setActive = (queue: QueueName, caseId: string): void =>
  useQueueView.setState(({ active }) => ({ active: { ...active, [queue]: caseId } }))

export const showFilterMenu = (place: FilterPlace | null): void => {
  if (place !== null) awaitField()
  useQueueView.setState({ filterMenu: place })
}

export const rememberName = (id: string, name: string): void =>
  useQueueView.setState(({ names }) => ({ names: { ...names, [id]: name } }))

export const usePicked = (queue: QueueName): Picked =>
  useQueueView(({ picked }) => (picked?.queue === queue ? picked.picked : NONE_PICKED))

export const changePicked = (queue: QueueName, change: (now: Picked) => Picked): void =>
  useQueueView.setState(({ picked }) => {
    const next = change(picked?.queue === queue ? picked.picked : NONE_PICKED)
    return { picked: next.ids.size === 0 ? null : { queue, picked: next } }
  })
