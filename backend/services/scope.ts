import { type SQL, sql } from 'drizzle-orm'
import type { AnyRow, Row, TableName } from '#shared/domain/tables.ts'
import { assertNever } from '#shared/lib/assert.ts'
import { v5 as uuidV5 } from 'uuid'

/** What a person may see: everything, or the rows of some customers. */
export type Scope = 'all' | readonly string[]

/** The scope key of a row that everybody may read. */
const EVERYONE = 'everyone'
/** The scope key of a row that belongs to no customer: only who sees everything sees it. */
const DESK = 'desk'

/**
 * The scope key under which a row is kept: the customer it belongs to. Rows of a case have that of their case.
 * @rule MY-1 @rule SELF-4
 */
export function scopeKeyOf(table: TableName, row: AnyRow, caseScope: string | null): string {
  switch (table) {
    case 'colleague':
      return EVERYONE
    case 'customer':
      return row.id
    case 'agreement':
      return (row as Row<'agreement'>).customerId ?? EVERYONE
    case 'contact':
    case 'unit':
      return (row as Row<'unit'>).customerId
    case 'serviceCase':
      return (row as Row<'serviceCase'>).customerId ?? DESK
    case 'timelineEntry':
    case 'warrantyDecision':
    case 'feeEntry':
    case 'estimate':
      return caseScope ?? DESK
    default:
      return assertNever(table)
  }
}

/** Whether a person of this scope may see rows under this key. */
export const covers = (scope: Scope, key: string): boolean => scope === 'all' || key === EVERYONE || scope.includes(key)

/** SQL condition: the column holds a key that this scope covers. */
export function inScope(scope: Scope, column: SQL): SQL {
  return scope === 'all' ? sql`true` : sql`${column} = any(${sql.param([EVERYONE, ...scope])}::text[])`
}

/** A reader whose scope changes gets another epoch, and so fills its device again. */
export const epochFor = (epoch: string, scope: Scope): string =>
  scope === 'all' ? epoch : uuidV5([...scope].sort().join(), epoch)
