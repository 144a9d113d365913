import { FAULTS, FINDINGS, NOTES } from '#backend/demo/faults.ts'
import { type Model, MODELS } from '#backend/demo/products.ts'
import type { Random } from '#backend/demo/random.ts'
import { CONTRACT } from '#shared/domain/intake/contract-number.ts'
import type { AgreementKind, Colleague } from '#shared/domain/customer/customer.rows.ts'
import type { CaseState, ServiceCase, WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import { idAt } from './id-at.ts'
import { mobileIn, personIn, type Reference, ME, type Served, serialOf } from './reference.ts'
import { remarks } from './words.ts'

/** The newest case is from this moment; a benchmark's clock stands here. */
export const DATASET_NOW = '2026-06-15T10:00:00.000Z'
const NOW_MS = Date.parse(DATASET_NOW)
const YEARS_MS = 8 * 365.25 * 86_400_000
const DAY_MS = 86_400_000

type Weighted<T> = readonly (readonly [weight: number, value: T])[]
const KINDS: Weighted<AgreementKind> = [
  [50, 'apple'],
  [20, 'hp-print'],
  [10, 'lenovo-onsite'],
  [20, 'general'],
]
const OPEN_IN_WORKSHOP: Weighted<CaseState> = [
  [10, 'registered'],
  [20, 'received'],
  [18, 'diagnosing'],
  [12, 'awaiting-part'],
  [12, 'awaiting-customer'],
  [4, 'quote-accepted'],
  [2, 'declined'],
  [9, 'repairing'],
  [3, 'swapping'],
  [8, 'ready'],
  [2, 'in-transit'],
]
const OPEN_AT_DESK: Weighted<CaseState> = [
  [25, 'registered'],
  [25, 'assigned'],
  [25, 'in-progress'],
  [18, 'waiting'],
  [7, 'solved'],
]
const WAITS: Weighted<WaitingFor> = [
  [60, 'customer'],
  [15, 'part'],
  [25, 'subcontractor'],
]
const CHANNELS: Weighted<ServiceCase['channel']> = [
  [60, 'phone'],
  [20, 'email'],
  [15, 'web'],
  [3, 'letter'],
  [2, 'phone-abroad'],
]
const MODELS_OF = new Map<AgreementKind, readonly Model[]>(
  KINDS.map(([, kind]) => [kind, kind === 'general' ? MODELS : MODELS.filter((model) => model.kind === kind)]),
)
const CONTRACT_OF: Readonly<Record<AgreementKind, string>> = {
  apple: CONTRACT.apple,
  'hp-print': CONTRACT.hpPrint,
  'lenovo-onsite': 'SA0020011',
  general: CONTRACT.sos,
}

function weighted<T>(random: Random, from: Weighted<T>): T {
  let left = random.next() * from.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, value] of from) if ((left -= weight) < 0) return value
  throw new Error('weights are positive')
}

/** Few of the customers have most of the cases. */
const someone = ({ customers }: Reference, random: Random): Served =>
  customers[Math.floor(random.next() ** 3 * customers.length)] as Served

const someColleague = ({ colleagues }: Reference, random: Random): Colleague =>
  colleagues[Math.floor(random.next() ** 1.5 * colleagues.length)] as Colleague

/**
 * The case in place `at` of `of`, from the oldest on: more of them a year as time goes by, nearly all of the old ones closed.
 * @param openShare how many of all are open, 0 to 0.2
 */
export function aCase(random: Random, reference: Reference, at: number, of: number, openShare: number): ServiceCase {
  const age = 1 - (at + random.next()) / of
  const registeredMs = Math.floor(NOW_MS - YEARS_MS * (1 - (1 - age) ** 0.8) - 1)
  const open = random.chance(0.5 * Math.exp((-0.5 / openShare) * age))
  const kind = weighted(random, KINDS)
  const workshop = kind === 'apple'
  const state = open
    ? weighted(random, workshop ? OPEN_IN_WORKSHOP : OPEN_AT_DESK)
    : random.chance(0.06)
      ? 'cancelled'
      : 'closed'
  const waitingFor =
    state === 'awaiting-part'
      ? 'part'
      : state === 'awaiting-customer'
        ? 'customer'
        : state === 'waiting'
          ? weighted(random, WAITS)
          : null
  const served = someone(reference, random)
  const unit = random.chance(0.5) ? random.pick(served.units) : null
  const model = random.pick(MODELS_OF.get(kind) ?? MODELS)
  const contact = random.chance(0.7) ? random.pick(served.contacts) : null
  const lasted = random.next() ** 2 * 20 * DAY_MS
  const changedMs = Math.min(NOW_MS, registeredMs + Math.floor(lasted))
  const country = served.customer.country as 'NO' | 'SE'
  return {
    id: idAt(random, registeredMs),
    number: 1_000_000 + at,
    localRef: null,
    contract: CONTRACT_OF[kind],
    contactName: contact?.name ?? personIn(random, served.names),
    mobile: contact?.mobile ?? mobileIn(random, served.names),
    phone: contact?.phone ?? null,
    email: contact?.email ?? null,
    serviceLocation: served.customer.address,
    customerRef: random.chance(0.1) ? `E${random.between(100_000, 999_999)}` : null,
    orderNo: random.chance(0.3) ? `SO${random.between(1_000_000, 9_999_999)}` : null,
    invoiceNo: null,
    productName: unit?.productName ?? model.name,
    serialNo: unit?.serialNo ?? (random.chance(0.9) ? serialOf(random, model.serial) : null),
    faultDescription: `${random.pick(FAULTS[kind][country])} ${remarks(random, at)}`.trim(),
    kind,
    flow: workshop ? 'workshop' : 'desk',
    channel: weighted(random, CHANNELS),
    state,
    waitingFor,
    customerId: random.chance(0.85) ? served.customer.id : null,
    unitId: unit?.id ?? null,
    product: unit?.product ?? model.product,
    purchasedOn: unit?.purchasedOn ?? null,
    soldByUs: unit?.soldByUs ?? false,
    usedIn: country,
    damage: random.chance(0.05) ? ['liquid'] : [],
    finding: random.chance(open ? 0.2 : 0.5) ? random.pick(FINDINGS.covered) : null,
    ownerId: open && random.chance(0.25) ? null : someColleague(reference, random).id,
    registeredAt: new Date(registeredMs).toISOString(),
    registeredBy: ME.id,
    dueAt:
      open && random.chance(0.85)
        ? new Date(NOW_MS + Math.floor((random.next() * 15 - 0.5) * DAY_MS)).toISOString()
        : null,
    dueRule: open ? 'SOS-3' : null,
    informedAt: null,
    decisionId: null,
    estimateId: null,
    hasPasscode: false,
    reminders: 0,
    swapSerialNo: null,
    linkedOrderNo: null,
    assumed: [],
    source: null,
    endReason: state === 'cancelled' ? random.pick(NOTES) : null,
    changedAt: new Date(changedMs).toISOString(),
    unconfirmedActs: null,
    pause: null,
  }
}
