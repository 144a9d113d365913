import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import type { Damage, Product } from '#shared/domain/row-types.ts'
import type {
  CaseState,
  Channel,
  Flow,
  Pause,
  UnconfirmedAct,
  WaitingFor,
} from '#shared/domain/service-case/service-case.rows.ts'

/**
 * A case. Three columns are derived here and never travel:
 *   rid    rowid in order of registration (`case-rid.ts`), so that every index and the search answer newest first for nothing
 *   codes  serial and phone numbers in one notation (`search-codes.ts`), for fragments
 *   open   1 until it is closed or cancelled
 * There is one index for each built-in queue and order; `rid`, as the rowid, is the last column of every index. The text of the
 * predicates is repeated in `queries/queue.ts`, since SQLite uses a partial index only for a query that says the same.
 */
export const serviceCase = sqliteTable(
  'service_case',
  {
    rid: integer('rid').primaryKey(),
    id: text('id').notNull().unique(),
    number: integer('number'),
    localRef: text('local_ref'),
    contract: text('contract').notNull(),
    contactName: text('contact_name').notNull(),
    mobile: text('mobile'),
    phone: text('phone'),
    email: text('email'),
    serviceLocation: text('service_location').notNull(),
    customerRef: text('customer_ref'),
    orderNo: text('order_no'),
    invoiceNo: text('invoice_no'),
    productName: text('product_name').notNull(),
    serialNo: text('serial_no'),
    faultDescription: text('fault_description').notNull(),
    kind: text('kind').$type<AgreementKind>().notNull(),
    flow: text('flow').$type<Flow>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    state: text('state').$type<CaseState>().notNull(),
    waitingFor: text('waiting_for').$type<WaitingFor>(),
    customerId: text('customer_id'),
    unitId: text('unit_id'),
    product: text('product').$type<Product>().notNull(),
    purchasedOn: text('purchased_on'),
    soldByUs: integer('sold_by_us', { mode: 'boolean' }).notNull(),
    usedIn: text('used_in').notNull(),
    damage: text('damage', { mode: 'json' }).$type<Damage[]>().notNull(),
    finding: text('finding'),
    ownerId: text('owner_id'),
    registeredAt: text('registered_at').notNull(),
    registeredBy: text('registered_by').notNull(),
    dueAt: text('due_at'),
    dueRule: text('due_rule'),
    informedAt: text('informed_at'),
    decisionId: text('decision_id'),
    estimateId: text('estimate_id'),
    hasPasscode: integer('has_passcode', { mode: 'boolean' }).notNull(),
    reminders: integer('reminders').notNull(),
    swapSerialNo: text('swap_serial_no'),
    linkedOrderNo: text('linked_order_no'),
    assumed: text('assumed', { mode: 'json' }).$type<string[]>().notNull(),
    source: text('source'),
    endReason: text('end_reason'),
    unconfirmedActs: text('unconfirmed_acts', { mode: 'json' }).$type<UnconfirmedAct[]>(),
    pause: text('pause', { mode: 'json' }).$type<Pause>(),
    changedAt: text('changed_at').notNull(),
    codes: text('codes').notNull(),
    open: integer('open').generatedAlwaysAs(sql`state not in ('closed', 'cancelled')`, { mode: 'virtual' }),
  },
  (t) => [
    index('case_by_number').on(t.number).where(sql`number is not null`),
    index('case_by_customer').on(t.customerId).where(sql`customer_id is not null`),
    index('case_by_owner').on(t.ownerId).where(sql`open = 1`),
    index('case_by_owner_changed').on(t.ownerId, t.changedAt).where(sql`open = 1`),
    index('case_by_due').on(t.dueAt).where(sql`open = 1 and due_at is not null`),
    index('case_by_waiting').on(t.waitingFor).where(sql`open = 1 and waiting_for is not null`),
    index('case_by_waiting_changed').on(t.waitingFor, t.changedAt).where(sql`open = 1 and waiting_for is not null`),
    index('case_on_bench')
      .on(t.flow)
      .where(sql`state in ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping')`),
    index('case_on_bench_changed')
      .on(t.flow, t.changedAt)
      .where(sql`state in ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping')`),
    index('case_ready').on(t.state).where(sql`state = 'ready'`),
    index('case_ready_changed').on(t.state, t.changedAt).where(sql`state = 'ready'`),
    index('case_ended').on(t.open).where(sql`open = 0`),
    index('case_ended_changed').on(t.open, t.changedAt).where(sql`open = 0`),
  ],
)

/** How many open cases each owner has, how many wait for what, and so on: kept exact by triggers (`0002_search_and_counts.sql`). */
export const queueCount = sqliteTable('queue_count', {
  bucket: text('bucket').primaryKey(),
  n: integer('n').notNull(),
})
