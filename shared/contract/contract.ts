import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { CaseFilter, CaseOrder, FilterColumn, GroupBy, MOST_REACH, USUAL_REACH } from '../domain/case-filter.ts'
import { type CommandName, COMMAND_NAMES } from '../domain/commands.ts'
import { QUEUE_SORTS, QueueName, QueueSort } from '../domain/queue.ts'
import { TABLE_NAMES } from '../domain/tables.ts'
import { Agreement, Colleague } from '../domain/customer/customer.rows.ts'
import { QuarantineItem, SettleRequest } from '../sync/quarantine.ts'
import { SignInMethods } from '../sync/browser-sign-in.ts'
import { SessionUser } from '../sync/wire.ts'
import { Json, JsonObject } from '../lib/json.ts'
import { FirstPicture } from './first-picture.ts'
import { outcome } from './outcome.ts'
import {
  CaseListItem,
  CaseView,
  ConflictView,
  CurrentSession,
  FoundPage,
  IntakeMatch,
  QueueCounts,
  QueuePage,
  SearchPage,
  SyncStatus,
  ValueCounts,
} from './views.ts'

/**
 * Every call between the window and the data process, declared once: the window gets a typed client, the data process has
 * to give a handler for each, and both ends check what crosses.
 */

const Id = z.uuid()
const Name = z.enum(COMMAND_NAMES as [CommandName, ...CommandName[]])

/** `passcode` travels beside the command. @rule INTAKE-SECRET */
const Submit = z.object({
  name: Name,
  args: Json,
  passcode: z.string().max(200).nullable().default(null),
  undoGroup: Id.nullable().default(null),
})
const Submitted = z.object({
  commandId: Id,
  caseId: Id,
  /** False while only the backend can decide (a row is not on this device). */
  decided: z.boolean(),
})

const Reach = z.int().min(1).max(MOST_REACH).default(USUAL_REACH)

/** What was typed and not yet saved. The passcode of an intake is kept sealed, apart from `form`. */
const Draft = z.object({
  id: z.string().max(100),
  form: JsonObject,
  passcode: z.string().max(200).nullable(),
  changedAt: z.string(),
})

export const ChangeEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    tables: z.array(z.enum(TABLE_NAMES as [string, ...string[]])),
    caseIds: z.array(Id),
  }),
  z.object({ kind: z.literal('sync'), status: SyncStatus }),
  z.object({ kind: z.literal('session') }),
  z.object({ kind: z.literal('conflicts') }),
])
export type ChangeEvent = z.infer<typeof ChangeEvent>

export const contract = {
  session: {
    current: oc.output(CurrentSession),
    /** Keeps what the window shows for the next start; without somebody signed in, or of another, nothing. */
    keepPicture: oc.input(FirstPicture).output(z.object({})),
    signIn: oc
      .input(z.object({ username: z.string().max(100), password: z.string().max(500) }))
      .output(outcome(SessionUser)),
    /** How people may sign in at the backend; an error where it cannot be asked. */
    methods: oc.output(outcome(SignInMethods)),
    /** Signs in at the provider's page in the system's browser; the words are what the browser shows in the end. */
    browserSignIn: oc
      .input(z.object({ title: z.string().max(200), text: z.string().max(500) }))
      .output(outcome(SessionUser)),
    dismiss: oc.input(z.object({ id: Id })).output(z.object({})),
    /** Takes in what another program wrote because it could not send it. */
    importOutbox: oc
      .input(z.object({ text: z.string().max(50_000_000) }))
      .output(outcome(z.object({ commands: z.int(), drafts: z.int() }))),
    signOut: oc.output(z.object({})),
  },
  queue: {
    list: oc
      .input(
        z
          .object({
            queue: QueueName,
            sort: QueueSort,
            after: z.string().max(200).nullable().default(null),
            limit: z.int().min(1).max(200).default(50),
          })
          .refine(({ queue, sort }) => QUEUE_SORTS[queue].includes(sort), {
            path: ['sort'],
            error: 'no index serves this order',
          }),
      )
      .output(QueuePage),
    counts: oc.output(QueueCounts),
    /** A queue narrowed, sorted and grouped at will; at most `reach` cases are looked at, and the answer says so. */
    find: oc
      .input(
        z.object({
          queue: QueueName,
          filter: CaseFilter,
          order: CaseOrder,
          group: GroupBy.nullable().default(null),
          collapsed: z.array(z.string().max(100).nullable()).max(500).default([]),
          reach: Reach,
          after: z.string().max(200).nullable().default(null),
          limit: z.int().min(1).max(200).default(50),
        }),
      )
      .output(FoundPage),
    /** How many there are, and how many of each value of a column, as if that column were not narrowed. */
    count: oc
      .input(
        z.object({
          queue: QueueName,
          filter: CaseFilter,
          by: FilterColumn.nullable().default(null),
          find: z.string().trim().max(100).default(''),
          reach: Reach,
        }),
      )
      .output(ValueCounts),
  },
  cases: {
    get: oc.input(z.object({ caseId: Id })).output(CaseView.nullable()),
    /** First what is exact, then newest first; `after` goes on where the page before stopped. */
    search: oc
      .input(
        z.object({
          text: z.string().max(200),
          limit: z.int().min(1).max(100).default(30),
          after: z.string().max(40).nullable().default(null),
        }),
      )
      .output(SearchPage),
    /** Open cases with the same serial or phone: the hint that this fault may be here already. */
    duplicates: oc
      .input(z.object({ serialNo: z.string().max(100).nullable(), phones: z.array(z.string().max(50)).max(4) }))
      .output(z.array(CaseListItem)),
  },
  reference: {
    agreements: oc.output(z.array(Agreement)),
    colleagues: oc.output(z.array(Colleague)),
    /** Find by phone, serial, order or invoice number, customer's reference, or name. @rule INTAKE-SERIAL */
    match: oc.input(z.object({ text: z.string().max(200) })).output(IntakeMatch),
  },
  commands: {
    submit: oc.input(Submit).output(outcome(Submitted)),
    /** One command for each of many cases; each is accepted or refused by itself, and one undo takes back what was accepted. */
    submitMany: oc
      .input(
        z.object({
          items: z
            .array(z.object({ name: Name, args: Json }))
            .min(1)
            .max(1000),
          undoGroup: Id,
        }),
      )
      .output(z.array(outcome(Submitted))),
    /** Registers a case: takes the next leased number. `localRef` instead when none is left. @rule SOS-9 */
    register: oc
      .input(z.object({ args: Json, passcode: z.string().max(200).nullable().default(null) }))
      .output(outcome(Submitted.extend({ number: z.int().nullable(), localRef: z.string().nullable() }))),
    /** Takes a command back: out of the outbox, or by its inverse where it was sent and has one. */
    undo: oc.input(z.object({ commandId: Id })).output(outcome(z.object({ inverses: z.array(Id) }))),
  },
  conflicts: {
    list: oc.output(z.array(ConflictView)),
    /** Tries again under a new id, with what is there now as its base; `args` and `passcode` carry the person's edits. */
    retry: oc
      .input(z.object({ commandId: Id, args: Json.optional(), passcode: z.string().max(200).nullable().default(null) }))
      .output(outcome(Submitted)),
    discard: oc.input(z.object({ commandId: Id })).output(z.object({})),
  },
  /** What waits for a supervisor: of revoked devices, and what people were not allowed to do. Needs the backend. */
  quarantine: {
    list: oc.output(outcome(z.array(QuarantineItem))),
    settle: oc.input(SettleRequest).output(outcome(z.object({}))),
  },
  passcode: {
    reveal: oc.input(z.object({ caseId: Id })).output(outcome(z.object({ passcode: z.string() }))),
  },
  drafts: {
    get: oc.input(z.object({ id: z.string().max(100) })).output(Draft.nullable()),
    put: oc.input(Draft.omit({ changedAt: true })).output(z.object({})),
    list: oc.output(z.array(Draft.omit({ passcode: true }))),
    remove: oc.input(z.object({ id: z.string().max(100) })).output(z.object({})),
  },
  settings: {
    get: oc.output(z.record(z.string(), z.string())),
    put: oc.input(z.object({ key: z.string().max(60), value: z.string().max(2000) })).output(z.object({})),
  },
  sync: {
    status: oc.output(SyncStatus),
    /** Tries to connect now instead of at the next turn. */
    now: oc.output(z.object({})),
  },
  events: { changes: oc.output(eventIterator(ChangeEvent)) },
}
export type Contract = typeof contract
