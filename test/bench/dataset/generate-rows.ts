import { createRandom } from '#backend/demo/random.ts'
import type { Row, TableName } from '#shared/domain/tables.ts'
import { aCase, DATASET_NOW } from './a-case.ts'
import { aHistory } from './history.ts'
import { makeReference } from './reference.ts'

export type GeneratedRow = { [T in TableName]: { readonly table: T; readonly row: Row<T> } }[TableName]

/** Closed cases keep their history on the device for this long; older ones bring theirs when they are opened. */
const HISTORY_MS = 60 * 86_400_000

type Wanted = {
  readonly cases: number
  readonly seed: number
  /** How many of all cases are open; 0.04 if absent. */
  readonly openShare?: number | undefined
}

/**
 * A desk after eight years with so many cases: reference data first, then the cases from the oldest on, each followed by its
 * history. Most of the open ones are among the newest. The same size and seed give the same rows on every machine.
 */
export function* generateRows(q: Wanted): Generator<GeneratedRow> {
  const random = createRandom(q.seed)
  const reference = makeReference(random, q.cases)
  for (const row of reference.agreements) yield { table: 'agreement', row }
  for (const row of reference.colleagues) yield { table: 'colleague', row }
  for (const { customer, contacts, units } of reference.customers) {
    yield { table: 'customer', row: customer }
    for (const row of contacts) yield { table: 'contact', row }
    for (const row of units) yield { table: 'unit', row }
  }
  const keptFrom = new Date(Date.parse(DATASET_NOW) - HISTORY_MS).toISOString()
  for (let at = 0; at < q.cases; at++) {
    const made = aCase(random, reference, at, q.cases, q.openShare ?? 0.04)
    const ended = made.state === 'closed' || made.state === 'cancelled'
    if (ended && made.changedAt < keptFrom) {
      yield { table: 'serviceCase', row: made }
      continue
    }
    const { decision, fee, timeline } = aHistory(random, made)
    yield { table: 'serviceCase', row: { ...made, decisionId: decision?.id ?? null } }
    if (decision !== null) yield { table: 'warrantyDecision', row: decision }
    if (fee !== null) yield { table: 'feeEntry', row: fee }
    for (const row of timeline) yield { table: 'timelineEntry', row }
  }
}
