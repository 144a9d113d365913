import { z } from 'zod'
import { AgreementKind } from './customer/customer.rows.ts'
import type { QueueName, QueueSort } from './queue.ts'
import { QUEUE_SORTS } from './queue.ts'
import { Id, IsoDate, Line, Product } from './row-types.ts'
import { CaseState, Channel, Flow, WaitingFor } from './service-case/service-case.rows.ts'

/** How far away a promise is, in the days of the desk; `none` where nothing is promised. */
export const DueSpan = z.enum(['overdue', 'today', 'tomorrow', 'week', 'later', 'none'])
export type DueSpan = z.infer<typeof DueSpan>

/** Columns of which a person picks values: any of them may stand. */
export const FilterColumn = z.enum([
  'state',
  'owner',
  'customer',
  'contract',
  'due',
  'waiting',
  'product',
  'kind',
  'flow',
  'channel',
])
export type FilterColumn = z.infer<typeof FilterColumn>

const anyOf = <S extends z.ZodType>(value: S) => z.array(value).min(1).max(50)

/** What a list is narrowed to. Each column that is named must hold one of its values; null stands for "nothing there". */
export const CaseFilter = z
  .object({
    state: anyOf(CaseState),
    owner: anyOf(Id.nullable()),
    customer: anyOf(Id.nullable()),
    contract: anyOf(Line),
    due: anyOf(DueSpan),
    waiting: anyOf(WaitingFor.nullable()),
    product: anyOf(Product),
    kind: anyOf(AgreementKind),
    flow: anyOf(Flow),
    channel: anyOf(Channel),
    /** First and last day of registration, at the desk. */
    from: IsoDate,
    to: IsoDate,
    /** Words, the beginning of a word, a fragment of a serial or phone, or a case number. */
    text: z.string().trim().min(1).max(100),
  })
  .partial()
export type CaseFilter = z.infer<typeof CaseFilter>

export const isFiltered = (filter: CaseFilter): boolean => Object.values(filter).some((part) => part !== undefined)

export const SortKey = z.enum([
  'registered',
  'changed',
  'due',
  'number',
  'product',
  'customer',
  'state',
  'owner',
  'contract',
  'channel',
])
export type SortKey = z.infer<typeof SortKey>

/** The first decides, the next where the ones before are equal. What is equal in all stands newest first. */
export const CaseOrder = z
  .array(z.object({ by: SortKey, desc: z.boolean() }))
  .min(1)
  .max(3)
export type CaseOrder = z.infer<typeof CaseOrder>

export const GroupBy = z.enum(['state', 'owner', 'customer', 'due'])
export type GroupBy = z.infer<typeof GroupBy>

const ORDER_OF: Readonly<Record<QueueSort, CaseOrder>> = {
  newest: [{ by: 'registered', desc: true }],
  oldest: [{ by: 'registered', desc: false }],
  changed: [{ by: 'changed', desc: true }],
  due: [{ by: 'due', desc: false }],
}

export const orderOf = (sort: QueueSort): CaseOrder => ORDER_OF[sort]

/** The built-in sort that an order is, where the queue has an index for it; otherwise it is sorted after what was looked at. */
export function indexedSort(queue: QueueName, order: CaseOrder): QueueSort | null {
  const [first, ...rest] = order
  if (first === undefined || rest.length > 0) return null
  return (
    QUEUE_SORTS[queue].find((sort) => ORDER_OF[sort][0]?.by === first.by && ORDER_OF[sort][0].desc === first.desc) ??
    null
  )
}

/** So many cases are looked at unless a person asks for more: a tenth of a second or two. */
export const USUAL_REACH = 50_000
export const MOST_REACH = 1_000_000
