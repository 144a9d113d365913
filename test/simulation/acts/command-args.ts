import { warrantyBasisOf } from '#shared/domain/warranty/decide-warranty.command.ts'
import { FINDINGS, NOTES, PARTS, SOLUTIONS } from '#backend/demo/faults.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import type { EditableField } from '#shared/domain/service-case/edit-case.command.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'
import type { Random } from '../world/chance.ts'
import { AGREEMENTS, CUSTOMERS, PEOPLE } from '../world/people.ts'

/** What the person sees on the case that they act on. */
export type Sight = { readonly random: Random; readonly row: ServiceCase; readonly actAt: string }
type Args<N extends CommandName> = Omit<CommandArgs<N>, 'caseId'>

const FEE = 45_000
const APPLE = ['SA0011807'] as const
const BY_MAIL = ['sms', 'email', 'phone'] as const
const DAMAGE = [[], [], ['liquid'], ['impact'], ['liquid', 'impact']] as const
const owners = [null, ...Object.values(PEOPLE).map((person) => person.id)]
const someone = ({ random }: Sight): string => random.pick(['Marit Lunde', 'Åse Nordmann', 'Jörgen Ek'])
const amount = ({ random }: Sight): number => random.pick([FEE, FEE, FEE, 10_000, 90_000])
const fee = (sight: Sight) => ({ amount: amount(sight), reason: sight.random.pick(['Avtalt', 'Diagnose', 'Kulanse']) })
const findings = Object.values(FINDINGS).flat()

/** Mostly a date before the fault was reported. */
const purchased = ({ random }: Sight): string | null =>
  random.pick(['2024-05-02', '2024-05-02', '2025-11-20', '2019-01-31', null, '2099-01-01'])

const EDITS: { readonly [F in EditableField]?: (sight: Sight) => ServiceCase[F] } = {
  contactName: someone,
  mobile: ({ random }) => random.pick([null, '+4740010000', '+4799988777']),
  email: ({ random }) => random.pick([null, 'kunde@example.invalid', 'annen@example.invalid']),
  serviceLocation: ({ random }) => random.pick(['Storgata 1, 0155 Oslo', 'Havnegata 2, 7010 Trondheim']),
  faultDescription: ({ random }) => random.pick(NOTES),
  productName: ({ random }) => random.pick(['MacBook Air', 'MacBook Pro', '']),
  serialNo: ({ random }) => random.pick([null, 'C02XK1JXJGH5', 'C02SIM00']),
  purchasedOn: purchased,
  usedIn: ({ random }) => random.pick(['NO', 'SE', 'DE']),
}
const FIELDS = Object.keys(EDITS) as (keyof typeof EDITS)[]

/** Arguments that make sense on a case as it is seen; each command must say its own. */
export const ARGS: { readonly [N in CommandName]: (sight: Sight) => Args<N> } = {
  'case.register': ({ random }) => {
    const [contract] = random.chance(0.4) ? APPLE : random.pick(AGREEMENTS)
    return {
      number: null,
      localRef: null,
      channel: random.pick(['phone', 'email', 'web'] as const),
      contract,
      customerId: random.chance(0.7) ? random.pick(CUSTOMERS).id : null,
      unitId: null,
      contactName: random.chance(0.02) ? '' : random.pick(['Marit Lunde', 'Åse Nordmann']),
      mobile: '+4740010000',
      phone: null,
      email: 'kunde@example.invalid',
      serviceLocation: 'Storgata 1, 0155 Oslo',
      customerRef: 'E-4711',
      orderNo: null,
      invoiceNo: null,
      productName: random.pick(['MacBook Air', 'iPad Air', 'LaserJet']),
      serialNo: 'C02XK1JXJGH5',
      faultDescription: random.pick(NOTES),
      product: random.pick(['mac', 'ipad', 'other'] as const),
      purchasedOn: random.pick(['2024-05-02', '2025-11-20', null]),
      soldByUs: random.chance(0.8),
      usedIn: random.pick(['NO', 'NO', 'SE']),
      hasPasscode: false,
      ownerId: random.pick(owners),
      assumed: [],
      source: null,
      reportedAt: null,
    }
  },
  'case.edit': (sight) => {
    const field = sight.random.pick(FIELDS)
    return { field, from: sight.row[field], to: EDITS[field]?.(sight) ?? null }
  },
  'case.note': ({ random }) => ({ text: `${random.pick(NOTES)} ${random.between(1, 9999)}` }),
  'case.assign': ({ random, row }) => ({ ownerId: random.pick(owners), expects: { ownerId: row.ownerId } }),
  'customer.tell': ({ random }) => ({
    via: random.pick(BY_MAIL),
    about: random.pick(['warranty', 'progress', 'reminder', 'reminder'] as const),
    text: 'Vi venter på svar.',
  }),
  'diagnosis.record': ({ random, row }) => ({
    damage: [...random.pick(DAMAGE)],
    finding: random.pick(findings),
    expects: { finding: row.finding },
  }),
  'warranty.decide': (sight) => ({
    product: sight.random.pick(['mac', 'ipad'] as const),
    purchasedOn: purchased(sight),
    soldByUs: sight.random.chance(0.8),
    usedIn: sight.random.pick(['NO', 'SE']),
    damage: [...sight.random.pick(DAMAGE)],
    inStock: sight.random.chance(0.3),
    expects: warrantyBasisOf(sight.row),
  }),
  'estimate.send': ({ random, row }) => ({
    amount: random.pick([250_000, 120_000]),
    text: 'Ny skjerm og arbeid',
    via: random.pick(BY_MAIL),
    expects: { estimateId: row.estimateId },
  }),
  'estimate.accept': (sight) => ({ estimateId: sight.row.estimateId ?? sight.row.id, answeredBy: someone(sight) }),
  'estimate.decline': (sight) => ({ estimateId: sight.row.estimateId ?? sight.row.id, answeredBy: someone(sight) }),
  'repair.finish': ({ random }) => ({ work: `${random.pick(PARTS)} byttet` }),
  'swap.finish': ({ random }) => ({ newSerialNo: `C02NEW${random.between(1000, 9999)}` }),
  'unit.ship': ({ random }) => ({ via: random.pick(BY_MAIL), trackingNo: random.pick([null, 'TRK1']) }),
  'fee.charge': fee,
  'fee.waive': fee,
  'fee.invoice': fee,
  'fee.credit': fee,
  'fee.pay': fee,
  'order.link': ({ random }) => ({ orderNo: `O${random.between(600_000, 600_009)}` }),
  'passcode.keep': () => ({}),
  'passcode.reveal': () => ({}),
  'unit.receive': () => ({}),
  'diagnosis.start': () => ({}),
  'part.order': ({ random }) => ({ part: random.pick(PARTS) }),
  'repair.start': () => ({}),
  'swap.start': () => ({}),
  'unit.pack': () => ({}),
  'unit.deliver': () => ({}),
  'work.start': () => ({}),
  'work.wait': ({ random }) => ({ for: random.pick(['customer', 'part', 'subcontractor'] as const), note: 'Venter' }),
  'work.resume': () => ({}),
  'case.solve': ({ random }) => ({ solution: random.pick(SOLUTIONS) }),
  'case.accept': (sight) => ({ acceptedBy: someone(sight) }),
  'case.close': () => ({}),
  'case.cancel': () => ({ reason: 'Meldt to ganger' }),
  'case.reopen': () => ({ reason: 'Feilen kom tilbake' }),
  'case.closeUnanswered': () => ({}),
  // Nothing that waits is its own: refused.
  'approval.dismiss': ({ row }) => ({ commandId: row.id, command: 'case.note', maker: 'Kari Nordvik' }),
  'case.confirm-act-time': ({ random, row }) => {
    const act = random.pick(row.unconfirmedActs ?? [{ of: 'report' as const, at: row.registeredAt }])
    const at = random.chance(0.7) ? act.at : new Date(Date.parse(act.at) - random.between(0, 3_600_000)).toISOString()
    return { of: act.of, at, expects: { at: act.at } }
  },
}

export const argsFor = (name: CommandName, sight: Sight): Record<string, unknown> => ({
  caseId: sight.row.id,
  ...(ARGS[name] as (sight: Sight) => object)(sight),
})
