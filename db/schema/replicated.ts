import type { Row, TableName } from '#shared/domain/tables.ts'
import { agreement, colleague, contact, customer, unit } from './customer.ts'
import { estimate, feeEntry, timelineEntry, warrantyDecision } from './case-history.ts'
import { serviceCase } from './service-case.ts'

/** The local table of every replicated row type. */
export const REPLICATED = {
  customer,
  contact,
  agreement,
  unit,
  colleague,
  serviceCase,
  timelineEntry,
  warrantyDecision,
  feeEntry,
  estimate,
} as const

/** Columns that this device derives for itself; they are not part of a row. */
export const DERIVED = ['rid', 'find', 'codes', 'open'] as const
type Derived = (typeof DERIVED)[number]

type Stored = { [T in TableName]: Omit<(typeof REPLICATED)[T]['$inferSelect'], Derived> }
type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
type Flat<A> = { [K in keyof A]: A[K] }

/** Fails to compile when a column and its row schema differ in name or type. */
export const COLUMNS_MATCH_ROWS: { readonly [T in TableName]: Same<Flat<Stored[T]>, Flat<Row<T>>> } = {
  customer: true,
  contact: true,
  agreement: true,
  unit: true,
  colleague: true,
  serviceCase: true,
  timelineEntry: true,
  warrantyDecision: true,
  feeEntry: true,
  estimate: true,
}
