import { z } from 'zod'
import { Agreement, Contact, Customer, Unit } from '../domain/customer/customer.rows.ts'
import { Estimate } from '../domain/estimate/estimate.rows.ts'
import { FeeEntry } from '../domain/fee/fee-entry.rows.ts'
import { QueueName } from '../domain/queue.ts'
import {
  CaseState,
  Channel,
  Flow,
  ServiceCase,
  TimelineEntry,
  WaitingFor,
} from '../domain/service-case/service-case.rows.ts'
import { WarrantyDecision } from '../domain/warranty/warranty-decision.rows.ts'
import { Json } from '../lib/json.ts'
import { SettledAs } from '../sync/quarantine.ts'
import { AppErrorSchema, CommandEnvelope, SessionUser } from '../sync/wire.ts'
import { Notice } from './notice.ts'

/** What the window shows. Pages, not tables: a list item carries list columns only. */

export const CurrentSession = z.object({
  user: SessionUser.nullable(),
  lastUsername: z.string().nullable(),
  now: z.string(),
  release: z.boolean(),
  /** What became of files, until somebody has seen it. */
  notices: z.array(Notice),
  /** Until when the last person may sign in without a network; null where nothing limits it. */
  offlineUntil: z.string().nullable(),
})
export type CurrentSession = z.infer<typeof CurrentSession>

/** `pending`: has an unsent command. `refused`: has a conflict. */
export const RowMark = z.enum(['none', 'pending', 'refused'])
export type RowMark = z.infer<typeof RowMark>

export const CaseListItem = z.object({
  id: z.uuid(),
  number: z.int().nullable(),
  localRef: z.string().nullable(),
  productName: z.string(),
  faultDescription: z.string(),
  contactName: z.string(),
  customerName: z.string().nullable(),
  serialNo: z.string().nullable(),
  flow: Flow,
  state: CaseState,
  ownerId: z.string().nullable(),
  ownerInitials: z.string().nullable(),
  registeredAt: z.string(),
  changedAt: z.string(),
  dueAt: z.string().nullable(),
  dueRule: z.string().nullable(),
  contract: z.string(),
  channel: Channel,
  waitingFor: WaitingFor.nullable(),
  mark: RowMark,
})
export type CaseListItem = z.infer<typeof CaseListItem>

export const QueuePage = z.object({ items: z.array(CaseListItem), next: z.string().nullable() })
export type QueuePage = z.infer<typeof QueuePage>

/** How many cases have a value; `label` names an id. */
const ValueCount = z.object({ value: z.string().nullable(), label: z.string().nullable(), n: z.int() })

export const FoundPage = z.object({
  items: z.array(CaseListItem.extend({ group: z.string().nullable().optional() })),
  next: z.string().nullable(),
  /** So many cases were looked at; `bounded`: there are more, and something may be among them. */
  looked: z.int(),
  bounded: z.boolean(),
  /** Sorted among those that were looked at, not along an index. */
  sorted: z.boolean(),
  /** All that were found; null where the list is walked page by page. */
  total: z.int().nullable(),
  groups: z.array(ValueCount).nullable(),
})
export type FoundPage = z.infer<typeof FoundPage>

export const ValueCounts = z.object({
  total: z.int(),
  values: z.array(ValueCount),
  looked: z.int(),
  bounded: z.boolean(),
})
export type ValueCounts = z.infer<typeof ValueCounts>

export const QueueCounts = z.record(QueueName, z.int())
export type QueueCounts = z.infer<typeof QueueCounts>

/** A supervisor has done it in its maker's place, or will not. */
const Settled = z.object({ as: SettledAs, actorName: z.string(), actAt: z.string() })

export const ConflictView = z.object({
  id: z.uuid(),
  command: CommandEnvelope,
  error: AppErrorSchema,
  caseId: z.uuid().nullable(),
  caseNumber: z.int().nullable(),
  productName: z.string().nullable(),
  /** Who made it, and when (act time). */
  actorName: z.string(),
  refusedAt: z.string(),
  /** What stands now, as far as it is in the way: the other decision, the other value. */
  theirs: z
    .object({
      decision: WarrantyDecision.nullable(),
      estimate: Estimate.nullable(),
      value: Json,
      actorName: z.string().nullable(),
      actAt: z.string().nullable(),
    })
    .nullable(),
  settled: Settled.nullable(),
  /** Commands that build on it and wait under it. */
  waiting: z.array(CommandEnvelope.extend({ settled: Settled.nullable() })),
})
export type ConflictView = z.infer<typeof ConflictView>

export const CaseView = z.object({
  serviceCase: ServiceCase,
  mark: RowMark,
  customer: Customer.nullable(),
  unit: Unit.nullable(),
  agreement: Agreement.nullable(),
  ownerName: z.string().nullable(),
  decision: WarrantyDecision.nullable(),
  estimate: Estimate.nullable(),
  fees: z.array(FeeEntry),
  /** Oldest first; `pending` while its command is not confirmed. */
  timeline: z.array(TimelineEntry.extend({ pending: z.boolean() })),
  conflicts: z.array(ConflictView),
  /** Other open cases of the same serial or phone. */
  related: z.array(CaseListItem),
})
export type CaseView = z.infer<typeof CaseView>

/** Who and what an intake may be about, found from anything the caller says. */
export const IntakeMatch = z.object({
  customers: z.array(Customer),
  contacts: z.array(Contact.extend({ customerName: z.string() })),
  units: z.array(Unit.extend({ customerName: z.string() })),
})
export type IntakeMatch = z.infer<typeof IntakeMatch>

export const SearchHit = CaseListItem.extend({
  /** What matched: the number, a serial, a phone, or words. */
  by: z.enum(['number', 'number-unchecked', 'serial', 'phone', 'text']),
  /** The serial or phone that matched, as it is searched: capitals and digits alone, a phone with its country code. */
  code: z.string().nullable(),
  /** Where the words stand that are not in what a row shows, and the text around them. The names are those of the fields of a case. */
  elsewhere: z
    .object({
      field: z.enum([
        'faultDescription',
        'finding',
        'email',
        'serviceLocation',
        'customerRef',
        'orderNo',
        'invoiceNo',
        'customerId',
        'localRef',
      ]),
      text: z.string(),
    })
    .nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** `more`: where the search goes on from; it may have stopped for time, with few hits or none. */
export const SearchPage = z.object({ hits: z.array(SearchHit), more: z.string().nullable() })
export type SearchPage = z.infer<typeof SearchPage>

export const SyncStatus = z.object({
  state: z.enum(['offline', 'connecting', 'catching-up', 'live']),
  /** Since when it has been in this state. */
  since: z.string(),
  /** Commands waiting to be confirmed. */
  waiting: z.int(),
  conflicts: z.int(),
  lastPullAt: z.string().nullable(),
  /** Rows of a fill or a long pull; how long the rest takes is not known at first. */
  progress: z.object({ done: z.int(), remaining: z.int(), msLeft: z.int().nullable() }).nullable(),
  /** Case numbers left in the leases. */
  numbersLeft: z.int(),
  needsSignIn: z.boolean(),
  /** The backend said that there is too much, from this desk or from all: when it is asked again at the earliest. Absent: it did not. */
  busyUntil: z.string().optional(),
  /** Device clock minus backend clock, ms. */
  skewMs: z.number(),
})
export type SyncStatus = z.infer<typeof SyncStatus>
