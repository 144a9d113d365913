import { v7 as uuidV7 } from 'uuid'
import { idsOf } from '#shared/domain/command/decide.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import { CONTRACT } from '#shared/domain/intake/contract-number.ts'
import type { Damage } from '#shared/domain/row-types.ts'
import { decideWarranty } from '#shared/domain/rules/index.ts'
import type { Submitted } from '../services/deciding/submitted.ts'
import type { Case } from './step.ts'
import { argsOf } from './step.ts'
import { type DemoCustomer, demoId, type DemoUnit } from './customers.ts'
import { FAULTS } from './faults.ts'
import type { Path } from './paths.ts'
import { DEMO_PEOPLE, type DemoUser } from './people.ts'
import type { Random } from './random.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'

/** The device that the demo cases came from. */
export const DEMO_DEVICE = demoId('device')
const HOUR = 3_600_000
const OLDEST_CASE_MS = 60 * 24 * HOUR

type Outcome = ReturnType<typeof decideWarranty>['outcome']
/** A unit that a story can be about, with what its warranty says today and said when the oldest case came in. */
type Stocked = {
  readonly customer: DemoCustomer
  readonly unit: DemoUnit
  readonly outcome: Outcome
  readonly early: Outcome
}
export type Teller = { readonly random: Random; readonly stock: readonly Stocked[]; readonly now: Date }

export function createTeller(random: Random, customers: readonly DemoCustomer[], now: Date): Teller {
  const earliest = new Date(now.getTime() - OLDEST_CASE_MS)
  const stocked = (customer: DemoCustomer, unit: DemoUnit): Stocked => ({
    customer,
    unit,
    outcome: verdictOf(unit, customer, [], now).outcome,
    early: verdictOf(unit, customer, [], earliest).outcome,
  })
  return { random, now, stock: customers.flatMap((each) => each.units.map((unit) => stocked(each, unit))) }
}

/** The commands of one case, from its registration to where its path ends, some hours before now. */
export function tellStory(teller: Teller, path: Path, workshop: boolean): Submitted[] {
  const { random, now } = teller
  const { customer, unit, damage } = chooseUnit(teller, workshop, path)
  const gaps = path.steps.map(() => random.between(1, 20) * HOUR + random.between(0, 59) * 60_000)
  const closed = path.steps.at(-1) === 'case.close'
  const age = closed ? random.between(24, 400) : random.between(1, 70)
  const registered = now.getTime() - age * HOUR - gaps.reduce((sum, gap) => sum + gap, 0)

  const the: Case = {
    caseId: uuidV7({ msecs: registered, random: random.bytes(16) }),
    customer,
    unit,
    damage,
    verdict: path.verdict ?? 'covered',
    remedy: workshop ? (verdictOf(unit, customer, damage, new Date(registered)).remedy ?? 'repair') : 'repair',
    ownerId: DEMO_PEOPLE[random.pick(['kari', 'per', 'dina'] as const)].id,
    estimate: random.between(18, 62) * 10_000,
    decisionId: null,
    estimateId: null,
    hasPasscode: workshop && random.chance(0.6),
  }
  const desk: DemoUser = random.pick(['kari', 'per'] as const)
  const contact = random.pick(customer.contacts)
  const { row } = unit
  const told: Submitted[] = [
    submitted(
      random,
      'case.register',
      registered,
      desk,
      {
        caseId: the.caseId,
        number: null,
        localRef: null,
        channel: random.pick(['phone', 'phone', 'phone', 'email', 'web', 'letter', 'phone-abroad'] as const),
        contract: contractOf(unit, customer),
        customerId: customer.row.id,
        unitId: row.id,
        contactName: contact.name,
        mobile: contact.mobile,
        phone: contact.phone,
        email: contact.email,
        serviceLocation: customer.row.address,
        customerRef: row.customerRef,
        orderNo: row.orderNo,
        invoiceNo: row.invoiceNo,
        productName: row.productName,
        serialNo: row.serialNo,
        faultDescription: random.pick(FAULTS[unit.model.kind][customer.row.country === 'SE' ? 'SE' : 'NO']),
        product: row.product,
        purchasedOn: row.purchasedOn,
        soldByUs: row.soldByUs,
        usedIn: customer.row.country,
        hasPasscode: the.hasPasscode,
        ownerId: workshop && random.chance(0.7) ? DEMO_PEOPLE[desk].id : null,
        assumed: [],
        source: null,
        reportedAt: null,
      },
      the.hasPasscode ? String(random.between(100_000, 999_999)) : null,
    ),
  ]
  let at = registered
  path.steps.forEach((planned, i) => {
    at += gaps[i] ?? HOUR
    const name = the.remedy === 'swap' ? (SWAPPED[planned] ?? planned) : planned
    const command = submitted(random, name, at, actorOf(random, name, desk), argsOf(random, name, the))
    if (name === 'warranty.decide') the.decisionId = idsOf(command.envelope.id)('warranty')
    if (name === 'estimate.send') the.estimateId = idsOf(command.envelope.id)('estimate')
    told.push(command)
  })
  return told
}

/** A unit that is swapped is not repaired. @rule APPLE-7 */
const SWAPPED: Partial<Record<CommandName, CommandName>> = {
  'repair.start': 'swap.start',
  'repair.finish': 'swap.finish',
}

function actorOf(random: Random, name: CommandName, desk: DemoUser): DemoUser {
  if (/^(unit|diagnosis|warranty|repair|swap|part)\./.test(name)) return 'ola'
  if (name === 'case.assign') return 'dina'
  return random.chance(0.8) ? desk : 'per'
}

function chooseUnit({ random, stock }: Teller, workshop: boolean, path: Path) {
  const fits = ({ unit, outcome, early }: Stocked): boolean => {
    if (workshop !== (unit.model.kind === 'apple')) return false
    if (path.product !== undefined && path.product !== unit.row.product) return false
    if (path.verdict === undefined) return true
    if (path.verdict === 'undecided') return unit.row.purchasedOn === null
    return path.verdict === 'covered' ? outcome === 'covered' && early !== 'undecided' : early !== 'undecided'
  }
  const { customer, unit, early } = random.pick(stock.filter(fits))
  const spoilt: readonly Damage[] = random.chance(0.6) ? ['liquid'] : ['impact']
  return { customer, unit, damage: path.verdict === 'not-covered' && early !== 'not-covered' ? spoilt : [] }
}

/** The warranty of a unit in the country of its customer; undecided on a day before it was bought. */
function verdictOf(unit: DemoUnit, customer: DemoCustomer, damage: readonly Damage[], at: Date) {
  const { product, soldByUs, purchasedOn } = unit.row
  const reportedOn = at.toISOString().slice(0, 10)
  const bought = purchasedOn !== null && purchasedOn > reportedOn ? null : purchasedOn
  const { country } = customer.row
  return decideWarranty({ product, soldByUs, purchasedOn: bought, reportedOn, country, damage: [...damage] })
}

function contractOf({ model }: DemoUnit, { agreement }: DemoCustomer): string {
  if (model.kind === 'apple') return CONTRACT.apple
  if (model.kind === 'hp-print') return CONTRACT.hpPrint
  return agreement?.agreementNo ?? CONTRACT.sos
}

function submitted<N extends CommandName>(
  random: Random,
  name: N,
  at: number,
  by: DemoUser,
  args: CommandArgs<N>,
  passcode: string | null = null,
): Submitted {
  const actAt = new Date(at).toISOString()
  const person = DEMO_PEOPLE[by]
  return {
    envelope: {
      id: uuidV7({ msecs: at, random: random.bytes(16) }),
      name,
      version: 1,
      args,
      actAt,
      retryOf: null,
      undoGroup: null,
    },
    who: {
      id: person.id,
      name: person.name,
      permissions: PERMISSIONS_OF[person.role],
      scope: 'all',
      deviceId: DEMO_DEVICE,
    },
    receivedAt: actAt,
    passcode,
  }
}
