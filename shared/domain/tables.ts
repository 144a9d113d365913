import type { z } from 'zod'
import { Agreement, Colleague, Contact, Customer, Unit } from './customer/customer.rows.ts'
import { Estimate } from './estimate/estimate.rows.ts'
import { FeeEntry } from './fee/fee-entry.rows.ts'
import { ServiceCase, TimelineEntry } from './service-case/service-case.rows.ts'
import { WarrantyDecision } from './warranty/warranty-decision.rows.ts'

/** Every replicated table and the schema of its rows. A row is the unit of sync; all have a uuid `id`. */
export const TABLES = {
  customer: Customer,
  contact: Contact,
  agreement: Agreement,
  unit: Unit,
  colleague: Colleague,
  serviceCase: ServiceCase,
  timelineEntry: TimelineEntry,
  warrantyDecision: WarrantyDecision,
  feeEntry: FeeEntry,
  estimate: Estimate,
} as const

export type TableName = keyof typeof TABLES
export type Row<T extends TableName> = z.infer<(typeof TABLES)[T]>
export type AnyRow = { [T in TableName]: Row<T> }[TableName]
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[]

/** Names one row anywhere: `serviceCase/0198…`. */
export type RowKey = `${TableName}/${string}`
export const rowKey = (table: TableName, id: string): RowKey => `${table}/${id}`
export function splitRowKey(key: RowKey): { table: TableName; id: string } {
  const at = key.indexOf('/')
  return { table: key.slice(0, at) as TableName, id: key.slice(at + 1) }
}

/** The case that a row belongs to, or null for reference data. Rows of one case are decided under one lock. */
export function caseIdOf(table: TableName, row: AnyRow): string | null {
  if (table === 'serviceCase') return row.id
  return 'caseId' in row ? row.caseId : null
}
