import { z } from 'zod'
import type { SortKey } from '#shared/domain/case-filter.ts'

/** What a line of a list can show beside what the case is. */
export const ColumnId = z.enum([
  'due',
  'number',
  'title',
  'customer',
  'state',
  'owner',
  'contract',
  'channel',
  'waiting',
  'serial',
  'changed',
  'age',
])
export type ColumnId = z.infer<typeof ColumnId>

/** `width` in px; null is the usual one. */
export const ColumnChoice = z.object({ id: ColumnId, width: z.int().min(24).max(800).nullable() })
export type ColumnChoice = z.infer<typeof ColumnChoice>

type Column = {
  /** px; the title takes what is left. */
  readonly width: number
  readonly sort: SortKey | null
  readonly align?: 'end' | 'center'
  /** A text that may be cut where there is little room. */
  readonly narrows?: true
}

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  due: { width: 48, sort: 'due', align: 'end' },
  number: { width: 86, sort: 'number' },
  title: { width: 320, sort: 'product' },
  customer: { width: 150, sort: 'customer', narrows: true },
  state: { width: 132, sort: 'state', narrows: true },
  owner: { width: 44, sort: 'owner', align: 'center' },
  contract: { width: 92, sort: 'contract', narrows: true },
  channel: { width: 96, sort: 'channel', narrows: true },
  waiting: { width: 110, sort: null, narrows: true },
  serial: { width: 120, sort: null, narrows: true },
  changed: { width: 52, sort: 'changed', align: 'end' },
  age: { width: 56, sort: 'registered', align: 'end' },
}

export const USUAL_COLUMNS: readonly ColumnChoice[] = (
  ['due', 'number', 'title', 'customer', 'state', 'owner', 'age'] satisfies ColumnId[]
).map((id) => ({ id, width: null }))
