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

const USUAL = ['due', 'number', 'title', 'customer', 'state', 'owner', 'age'] satisfies ColumnId[]
const USUAL_IDS = USUAL.join()
export const USUAL_COLUMNS: readonly ColumnChoice[] = USUAL.map((id) => ({ id, width: null }))

const PICK_PX = 20
const GAP_PX = 8
/** The edges of a row and the scroll bar. */
const EDGES_PX = 26
/** What stands beside the fault in two lines: the pick box, the number, the age and what is between them. */
const TWO_LINES_PX = 192
/** A product and enough of its fault to tell one case from another. */
const TITLE_PX = 400
/** From this width on the columns that a person chose have some room each. */
const CHOSEN_PX = 720

/**
 * Whether a case is told better in one line than in two. The usual columns stand in one line where they leave room for the fault;
 * in two lines it has nearly the whole width of the first. Who chose other columns wants to see them, and two lines have no place for them.
 * @param width of the list, px
 */
export function fitsOneLine(width: number, columns: readonly ColumnChoice[]): boolean {
  if (columns.map(({ id }) => id).join() !== USUAL_IDS) return width >= CHOSEN_PX
  return widthBeside(width, columns) >= TITLE_PX
}

/** px that the title has in a list of this width, in two lines the fault. */
export const titleWidth = (width: number, columns: readonly ColumnChoice[]): number =>
  fitsOneLine(width, columns) ? widthBeside(width, columns) : width - TWO_LINES_PX

const widthBeside = (width: number, columns: readonly ColumnChoice[]): number =>
  columns.reduce((left, { id, width }) => left - (id === 'title' ? 0 : (width ?? COLUMNS[id].width)), width) -
  PICK_PX -
  GAP_PX * columns.length -
  EDGES_PX
