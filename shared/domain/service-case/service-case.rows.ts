import { z } from 'zod'
import { JsonObject } from '../../lib/json.ts'
import { AgreementKind } from '../customer/customer.rows.ts'
import { Country, Damage, Id, Instant, IsoDate, Line, Product, Text } from '../row-types.ts'

/** @rule SOS-1 */
export const Channel = z.enum(['phone', 'email', 'web', 'letter', 'phone-abroad'])
export type Channel = z.infer<typeof Channel>

/** Which states a case passes: through the workshop, or through the desk and the field. @rule SHOP-5 */
export const Flow = z.enum(['workshop', 'desk'])
export type Flow = z.infer<typeof Flow>

/** @rule SHOP-5 */
export const CaseState = z.enum([
  'registered',
  'received',
  'diagnosing',
  'awaiting-part',
  'awaiting-customer',
  'quote-accepted',
  'declined',
  'repairing',
  'swapping',
  'ready',
  'in-transit',
  'delivered',
  'assigned',
  'in-progress',
  'waiting',
  'solved',
  'accepted',
  'closed',
  'cancelled',
])
export type CaseState = z.infer<typeof CaseState>

export const WaitingFor = z.enum(['customer', 'part', 'subcontractor'])
export type WaitingFor = z.infer<typeof WaitingFor>

/** What intake asks for; the form keys of INTAKE-REQ except the passcode, which is never a column. @rule INTAKE-SECRET */
export const IntakeFields = z.object({
  contract: Line,
  contactName: Line,
  mobile: Line.nullable(),
  phone: Line.nullable(),
  email: Line.nullable(),
  serviceLocation: Line,
  customerRef: Line.nullable(),
  orderNo: Line.nullable(),
  invoiceNo: Line.nullable(),
  productName: Line,
  serialNo: Line.nullable(),
  faultDescription: Text,
})
export type IntakeFields = z.infer<typeof IntakeFields>

/**
 * A moment from which a promise counts, as a device said whose clock was not to be trusted. Until a supervisor confirms it, the
 * promise counts from the receipt. `of`: what happened then.
 */
export const UnconfirmedAct = z.object({ of: z.enum(['report', 'reopening', 'return']), at: Instant })
export type UnconfirmedAct = z.infer<typeof UnconfirmedAct>

/** A promise that stands still since an instant, and what it was by then. @rule SLA-3 */
export const Pause = z.object({ since: Instant, dueAt: Instant, dueRule: Line })
export type Pause = z.infer<typeof Pause>

export const ServiceCase = IntakeFields.extend({
  id: Id,
  /** The serial inside the case number (SOS-2); null while the device had no leased number left (SOS-9). */
  number: z.int().min(1).max(9_999_999).nullable(),
  /** Read to the customer when there is no number yet. */
  localRef: Line.nullable(),
  kind: AgreementKind,
  flow: Flow,
  channel: Channel,
  state: CaseState,
  waitingFor: WaitingFor.nullable(),
  customerId: Id.nullable(),
  unitId: Id.nullable(),
  product: Product,
  purchasedOn: IsoDate.nullable(),
  soldByUs: z.boolean(),
  /** Where the unit is used; decides the extended cover (APPLE-3). */
  usedIn: Country,
  damage: z.array(Damage),
  finding: Text.nullable(),
  ownerId: Id.nullable(),
  registeredAt: Instant,
  registeredBy: Id,
  /** Last instant at which the running promise is kept, and the rule it comes from. */
  dueAt: Instant.nullable(),
  dueRule: Line.nullable(),
  /** When the customer was told that the unit is on its way (SHOP-4). */
  informedAt: Instant.nullable(),
  decisionId: Id.nullable(),
  estimateId: Id.nullable(),
  hasPasscode: z.boolean(),
  reminders: z.int().min(0),
  /** Serial of the new unit after a swap. */
  swapSerialNo: Line.nullable(),
  linkedOrderNo: Line.nullable(),
  /** Fields whose value was assumed by an import because the source lacks them. */
  assumed: z.array(z.string()),
  /** Where an imported case came from, `file:row-key`. */
  source: Line.nullable(),
  endReason: Line.nullable(),
  /** Null where there is nothing to confirm, and on rows from before there was such a thing. */
  unconfirmedActs: z.array(UnconfirmedAct).nullable().default(null),
  /** While the clock stands still for a reason on the case; `dueAt` is null then. @rule SLA-3 */
  pause: Pause.nullable().default(null),
  changedAt: Instant,
})
export type ServiceCase = z.infer<typeof ServiceCase>

/** One line of a case's history; `actAt` is when the person acted, `decidedAt` when the backend accepted it (null: not sent). */
export const TimelineEntry = z.object({
  id: Id,
  caseId: Id,
  kind: Line,
  actAt: Instant,
  decidedAt: Instant.nullable(),
  actorId: Id,
  actorName: Line,
  data: JsonObject,
})
export type TimelineEntry = z.infer<typeof TimelineEntry>
