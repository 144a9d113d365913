import { z } from 'zod'
import { put } from '../command/change.ts'
import { clockStart, defineCommand, type Refusal, refuse } from '../command/define.ts'
import { key, range } from '../command/read.ts'
import { agreementIdOf } from '../customer/agreement-id.ts'
import { parseInstant } from '../../lib/dates.ts'
import { Country, Id, Instant, IsoDate, Line, Product } from '../row-types.ts'
import { missingFields } from '../rules/index.ts'
import { dueAtRegistration, localDay } from './due.ts'
import { Channel, IntakeFields, type ServiceCase } from './service-case.rows.ts'
import { timeline } from './timeline.ts'
import { withUnconfirmed } from './unconfirmed-acts.ts'

export const RegisterCaseArgs = IntakeFields.extend({
  caseId: Id,
  /** From the device's lease; null when it has run out, and then `localRef` is set. @rule SOS-9 */
  number: z.int().min(1).max(9_999_999).nullable(),
  localRef: Line.nullable(),
  channel: Channel,
  customerId: Id.nullable(),
  unitId: Id.nullable(),
  product: Product,
  purchasedOn: IsoDate.nullable(),
  soldByUs: z.boolean(),
  usedIn: Country,
  /** That a passcode was given; the passcode itself travels beside the command. @rule INTAKE-SECRET */
  hasPasscode: z.boolean(),
  ownerId: Id.nullable(),
  assumed: z.array(Line.max(40)).max(40),
  source: Line.nullable(),
  /** Only for history that is brought in: when the fault was reported. The act time otherwise. */
  reportedAt: Instant.nullable(),
})
export type RegisterCaseArgs = z.infer<typeof RegisterCaseArgs>

/** A fault comes in over the counter. @rule SOS-2 @rule SOS-6 @rule INTAKE-REQ @rule INTAKE-HP @rule INTAKE-APPLE */
export const registerCase = defineCommand({
  name: 'case.register',
  version: 1,
  permission: 'case.register',
  args: RegisterCaseArgs,
  caseOf: (args) => args.caseId,
  reads: [
    (args) => [
      key('serviceCase', args.caseId),
      key('agreement', agreementIdOf(args.contract)),
      ...(args.number === null ? [] : [range('serviceCase', 'number', args.number)]),
    ],
  ],
  decide(seen, args, ctx) {
    const missing = missingFields({ contract: args.contract, form: { ...args } }).required
    if (missing[0] !== undefined)
      return refuse('input.missing', { rule: 'INTAKE-REQ', field: missing[0], facts: { fields: missing } })
    const agreement = seen.get('agreement', agreementIdOf(args.contract))
    if (agreement === undefined)
      return refuse('input.invalid', { rule: 'SOS-6', field: 'contract', facts: { contract: args.contract } })
    if (seen.get('serviceCase', args.caseId) !== undefined) return refuse('case.exists', { rule: 'SOS-2' })

    const numbered = args.number ?? ctx.spareNumber
    const clash = numberProblem(numbered, args, ctx.leases, seen.known.bind(seen))
    if (clash !== undefined) return clash
    const registeredAt = new Date(args.reportedAt ?? clockStart(ctx)).toISOString()
    if (!parseInstant(registeredAt).ok || localDay(registeredAt, 'NO') > localDay(clockStart(ctx), 'NO'))
      return refuse('input.invalid', { rule: 'WDATE', field: 'reportedAt', facts: { reportedAt: registeredAt } })
    if (args.purchasedOn !== null && args.purchasedOn > localDay(registeredAt, 'NO'))
      return refuse('input.invalid', {
        rule: 'WDATE',
        field: 'purchasedOn',
        facts: { purchasedOn: args.purchasedOn, reportedOn: localDay(registeredAt, 'NO') },
      })

    const due = dueAtRegistration(agreement.kind, registeredAt, args.usedIn)
    const { caseId, reportedAt: _reportedAt, ...fields } = args
    const row: ServiceCase = {
      ...fields,
      contract: agreement.agreementNo,
      id: caseId,
      number: numbered,
      kind: agreement.kind,
      flow: agreement.kind === 'apple' ? 'workshop' : 'desk',
      state: 'registered',
      waitingFor: null,
      damage: [],
      finding: null,
      registeredAt,
      registeredBy: ctx.actor.id,
      dueAt: due?.dueAt ?? null,
      dueRule: due?.dueRule ?? null,
      informedAt: null,
      decisionId: null,
      estimateId: null,
      reminders: 0,
      swapSerialNo: null,
      linkedOrderNo: null,
      endReason: null,
      unconfirmedActs: args.reportedAt === null ? withUnconfirmed(null, 'report', ctx) : null,
      pause: null,
      changedAt: ctx.actAt,
    }
    const told = due ? { dueDay: due.dueDay, reasons: due.reasons as never } : {}
    return [put('serviceCase', row), timeline(ctx, caseId, 'case.register', { channel: args.channel, ...told })]
  },
})

/** A number must come from the device's own lease and be used once. @rule SOS-9 */
function numberProblem(
  number: number | null,
  args: RegisterCaseArgs,
  leases: readonly { from: number; to: number }[],
  list: (table: 'serviceCase', by: 'number', value: number) => readonly ServiceCase[],
): Refusal | undefined {
  if (args.number === null || number === null) return undefined
  if (!leases.some((lease) => lease.from <= number && number <= lease.to))
    return refuse('case-number.not-leased', { rule: 'SOS-9', facts: { number } })
  if (list('serviceCase', 'number', number).some((other) => other.id !== args.caseId))
    return refuse('case-number.taken', { rule: 'SOS-2', facts: { number } })
  return undefined
}
