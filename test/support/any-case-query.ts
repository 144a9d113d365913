import fc from 'fast-check'
import { type CaseFilter, type CaseOrder, DueSpan, GroupBy, orderOf, SortKey } from '#shared/domain/case-filter.ts'
import { QueueName } from '#shared/domain/queue.ts'
import { CaseState, Channel, WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import { aCase } from './case-rows.ts'

/** Cases and questions about them at random, of few values so that they meet. */
export const ME = '0198aaaa-0000-7000-8000-00000000000a'
export const OTHER = '0198aaaa-0000-7000-8000-00000000000b'
export const CUSTOMERS = ['0198bbbb-0000-7000-8000-000000000001', '0198bbbb-0000-7000-8000-000000000002']
/** 13:00 at the desk. */
export const NOW = '2026-03-10T12:00:00.000Z'

const at = fc
  .integer({ min: 0, max: 400 })
  .map((h) => new Date(Date.parse('2026-03-03T12:00:00Z') + h * 3_600_000).toISOString())
const WORDS = ['skjerm', 'knust', 'lader', 'ærfugl', 'tastatur']
export const Case = fc
  .record({
    state: fc.constantFrom(...CaseState.options),
    waitingFor: fc.constantFrom(null, ...WaitingFor.options),
    ownerId: fc.constantFrom(null, ME, OTHER),
    customerId: fc.constantFrom(null, ...CUSTOMERS),
    contract: fc.constantFrom('SA1', 'SA2'),
    channel: fc.constantFrom(...Channel.options),
    product: fc.constantFrom('mac' as const, 'ipad' as const, 'other' as const),
    productName: fc.constantFrom('MacBook Air', 'Åpen skjerm', 'Zebra 10', 'Zebra 9'),
    faultDescription: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }).map((words) => words.join(' ')),
    flow: fc.constantFrom('workshop' as const, 'desk' as const),
    dueAt: fc.option(at, { nil: null }),
    registeredAt: at,
    changedAt: at,
  })
  .map((fields) => aCase(fields))

const some = <T>(...values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }))
const day = fc.option(fc.constantFrom('2026-03-05', '2026-03-10', '2026-03-14'))
export const Filter = fc
  .record({
    state: some(...CaseState.options),
    owner: some(null, ME, OTHER),
    customer: some(null, ...CUSTOMERS),
    contract: some('SA1', 'SA2'),
    due: some(...DueSpan.options),
    waiting: some(null, ...WaitingFor.options),
    product: some('mac' as const, 'ipad' as const),
    channel: some(...Channel.options),
    from: day,
    to: day,
    text: fc.option(fc.constantFrom('skj', 'knust lader', 'ærf', 'tasta', 'finnes-ikke', '!')),
  })
  .chain((parts) => {
    const given = Object.entries(parts).filter(([, value]) => value !== null)
    return fc
      .subarray(given, { maxLength: Math.min(3, given.length) })
      .map((kept) => Object.fromEntries(kept) as CaseFilter)
  })
const Order: fc.Arbitrary<CaseOrder> = fc.oneof(
  fc.constantFrom('newest', 'oldest', 'changed', 'due').map((sort) => orderOf(sort as 'newest')),
  fc.uniqueArray(fc.record({ by: fc.constantFrom(...SortKey.options), desc: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ by }) => by,
  }),
)
export const Query = fc.record({
  queue: fc.constantFrom(...QueueName.options),
  filter: Filter,
  order: Order,
  group: fc.option(fc.constantFrom(...GroupBy.options), { freq: 2 }),
})

// Everything once more in plain code.
