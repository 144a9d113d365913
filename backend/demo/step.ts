import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import type { Damage } from '#shared/domain/row-types.ts'
import type { DemoCustomer, DemoUnit } from './customers.ts'
import { FINDINGS, NOTES, PARTS, SOLUTIONS } from './faults.ts'
import type { Verdict } from './paths.ts'
import type { Random } from './random.ts'

/** The case that a demo story is about, as its commands know it. */
export type Case = {
  readonly caseId: string
  readonly customer: DemoCustomer
  readonly unit: DemoUnit
  readonly damage: readonly Damage[]
  readonly verdict: Verdict
  readonly remedy: 'repair' | 'swap'
  readonly ownerId: string
  /** Øre. */
  readonly estimate: number
  readonly hasPasscode: boolean
  decisionId: string | null
  estimateId: string | null
}

/** @rule FEE-1 */
const FEE = 45_000

/** What each command is given in the demo. */
const ARGS: { readonly [N in CommandName]?: (random: Random, the: Case) => Omit<CommandArgs<N>, 'caseId'> } = {
  'diagnosis.record': (random, the) => ({
    damage: [...the.damage],
    finding: random.pick(FINDINGS[findingOf(the)]),
    expects: { finding: null },
  }),
  'warranty.decide': (_random, { unit: { row }, damage, customer, decisionId }) => ({
    product: row.product,
    purchasedOn: row.purchasedOn,
    soldByUs: row.soldByUs,
    usedIn: customer.row.country,
    damage: [...damage],
    inStock: false,
    expects: { decisionId },
  }),
  'part.order': (random, the) => ({ part: the.remedy === 'swap' ? 'Bytteenhet' : random.pick(PARTS) }),
  'repair.finish': (random) => ({ work: `${random.pick(PARTS)} byttet, testet i to timer.` }),
  'swap.finish': (random, the) => ({ newSerialNo: `${the.unit.model.serial}${random.between(1_000_000, 9_999_999)}` }),
  'unit.ship': (random) => ({ via: 'sms', trackingNo: `TRK${random.between(10_000_000, 99_999_999)}` }),
  'customer.tell': (random, the) => ({
    via: random.pick(['sms', 'email'] as const),
    about: the.estimateId === null ? 'warranty' : 'reminder',
    text:
      the.estimateId === null
        ? 'Garantien gjelder ikke. Vi sender gjerne et prisoverslag.'
        : 'Vi venter på svar på prisoverslaget.',
  }),
  'estimate.send': (random, the) => ({
    amount: the.estimate,
    text: `${random.pick(PARTS)} og arbeid`,
    via: 'email',
    expects: { estimateId: null },
  }),
  'estimate.accept': (_random, the) => ({
    estimateId: the.estimateId ?? '',
    answeredBy: the.customer.contacts[0]?.name ?? '',
  }),
  'estimate.decline': (_random, the) => ({
    estimateId: the.estimateId ?? '',
    answeredBy: the.customer.contacts[0]?.name ?? '',
  }),
  'fee.invoice': () => ({ amount: FEE, reason: 'Prisoverslag avslått' }),
  'fee.pay': () => ({ amount: FEE, reason: 'Innbetalt' }),
  'order.link': (random) => ({ orderNo: `O${random.between(600_000, 699_999)}` }),
  'case.assign': (_random, the) => ({ ownerId: the.ownerId, expects: { ownerId: null } }),
  'case.note': (random) => ({ text: random.pick(NOTES) }),
  'work.wait': (random) => ({
    for: random.pick(['customer', 'part', 'subcontractor'] as const),
    note: random.pick(NOTES),
  }),
  'case.solve': (random) => ({ solution: random.pick(SOLUTIONS) }),
  'case.accept': (_random, the) => ({ acceptedBy: the.customer.contacts[0]?.name ?? '' }),
  'case.cancel': () => ({ reason: 'Meldt to ganger' }),
  'case.reopen': () => ({ reason: 'Feilen kom tilbake' }),
}

export function argsOf<N extends CommandName>(random: Random, name: N, the: Case): CommandArgs<N> {
  const more = ARGS[name] as ((random: Random, the: Case) => object) | undefined
  return { caseId: the.caseId, ...more?.(random, the) } as CommandArgs<N>
}

function findingOf({ damage, verdict }: Case): keyof typeof FINDINGS {
  if (damage.includes('liquid')) return 'liquid'
  if (damage.includes('impact')) return 'impact'
  return verdict === 'not-covered' ? 'expired' : 'covered'
}
