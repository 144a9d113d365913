import {
  type CaseFilter,
  type CaseOrder,
  type DueSpan,
  FilterColumn,
  type SortKey,
} from '#shared/domain/case-filter.ts'
import { CaseState } from '#shared/domain/service-case/service-case.rows.ts'
import type { Row } from '#shared/domain/tables.ts'
import { caseRid } from '#db/case-rid.ts'
import { ME, NOW } from './any-case-query.ts'
import { NAMES } from './filled-cases.ts'
import { plainQueues } from './plain-queues.ts'

type Case = Row<'serviceCase'>
/** What filters, groups and orders mean, once more in plain code: which queue a case is in, */
export const IN_QUEUE = plainQueues(ME, NOW)
/** The desk is an hour ahead of UTC in early March. */
const midnight = (date: string, days = 0): number => Date.parse(`${date}T00:00:00+01:00`) + days * 86_400_000
function spanOf({ dueAt }: Case): DueSpan {
  if (dueAt === null) return 'none'
  const due = Date.parse(dueAt)
  if (due <= Date.parse(NOW)) return 'overdue'
  if (due <= midnight('2026-03-10', 1)) return 'today'
  if (due <= midnight('2026-03-10', 2)) return 'tomorrow'
  return due <= midnight('2026-03-10', 7) ? 'week' : 'later'
}
/** what a column says of it, */
export const VALUE: Record<FilterColumn, (row: Case) => string | null> = {
  state: (row) => row.state,
  owner: (row) => row.ownerId,
  customer: (row) => row.customerId,
  contract: (row) => row.contract,
  due: spanOf,
  waiting: (row) => row.waitingFor,
  product: (row) => row.product,
  kind: (row) => row.kind,
  flow: (row) => row.flow,
  channel: (row) => row.channel,
}
/** whether a filter keeps it, but for one column, */
export function isWanted(row: Case, filter: CaseFilter, but?: FilterColumn): boolean {
  const columns = FilterColumn.options.every((column) => {
    const wanted: readonly (string | null)[] | undefined = filter[column]
    return column === but || wanted === undefined || wanted.includes(VALUE[column](row))
  })
  const registered = Date.parse(row.registeredAt)
  if (filter.from !== undefined && registered < midnight(filter.from)) return false
  if (filter.to !== undefined && registered >= midnight(filter.to, 1)) return false
  if (filter.text === undefined) return columns
  const words = filter.text.match(/[\p{L}\p{N}]+/gu) ?? []
  const has = `${row.productName} ${row.faultDescription}`.toLowerCase().split(/\s/)
  return columns && words.length > 0 && words.every((word) => has.some((each) => each.startsWith(word)))
}
const nameOf = (id: string | null): string | null => (id === null ? null : (NAMES[id] ?? null))
const KEY: Record<SortKey, (row: Case) => string | number | null> = {
  registered: (row) => caseRid(row.id, row.registeredAt),
  changed: (row) => row.changedAt,
  due: (row) => row.dueAt,
  number: (row) => row.number,
  product: (row) => ['MacBook Air', 'Zebra 9', 'Zebra 10', 'Åpen skjerm'].indexOf(row.productName),
  // In the Norwegian alphabet Å is the last letter.
  customer: (row) => ['Bergen', 'Ås kommune', 'Åse Nordmann'].indexOf(nameOf(row.customerId) ?? row.contactName),
  state: (row) => CaseState.options.indexOf(row.state),
  owner: (row) => nameOf(row.ownerId),
  contract: (row) => row.contract,
  channel: (row) => row.channel,
}
/** and what comes before it. */
export function inOrder(order: CaseOrder): (a: Case, b: Case) => number {
  return (a, b) => {
    for (const { by, desc } of order) {
      const [x, y] = [KEY[by](a), KEY[by](b)]
      if (x === y) continue
      if (x === null) return 1
      if (y === null) return -1
      return (x < y ? -1 : 1) * (desc ? -1 : 1)
    }
    return caseRid(b.id, b.registeredAt) - caseRid(a.id, a.registeredAt)
  }
}
