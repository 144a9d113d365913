import type { CommandName } from '#shared/domain/commands.ts'
import type { ReasonRow } from '#shared/domain/row-types.ts'
import type { TimelineEntry } from '#shared/domain/service-case/service-case.rows.ts'
import { kindOfField } from './field-kinds.ts'
import { type Say, type ShownKind, showValue } from './say.ts'

/** One line of the history in words. */
export type TimelineWords = {
  readonly title: string
  /** What was written: a note, a finding, a solution. */
  readonly lines: readonly string[]
  /** An edit, old and new. */
  readonly change: { readonly from: string; readonly to: string } | null
  readonly reasons: readonly ReasonRow[]
}

type Data = TimelineEntry['data']
type Teller = (data: Data, say: Say) => Partial<TimelineWords>

/** Facts for the title, each in words. */
const facts =
  (kinds: Readonly<Record<string, ShownKind>>) =>
  (data: Data, say: Say): Record<string, string> =>
    Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, showValue({ kind, value: data[name] }, say)]))

const written =
  (...names: readonly string[]) =>
  (data: Data): string[] =>
    names.map((name) => data[name]).filter((text) => typeof text === 'string' && text !== '') as string[]

/** Most lines: a title with facts in it and, below, what the person wrote. */
const told = (kinds: Readonly<Record<string, ShownKind>> = {}, ...texts: readonly string[]) => {
  const inWords = facts(kinds)
  const below = written(...texts)
  return (kind: string): Teller =>
    (data, say) => ({ title: say.t(`timeline.${kind}`, inWords(data, say)), lines: below(data) })
}

const fee = told({ amount: 'money' })
const feeTeller =
  (kind: string): Teller =>
  (data, say) => ({ ...fee(kind)(data, say), lines: [feeReason(String(data['reason'] ?? ''), say)].filter(Boolean) })

/** Reasons that rules write are words of their own; a person's reason stays as it was written. */
export function feeReason(reason: string, say: Say): string {
  const known = ['not-covered', 'repaired', 'new-order', 'covered-after-all'].includes(reason)
  return known ? say.t(`feeReason.${reason}`) : reason
}

const TELLERS = {
  'case.register': (data, say) => ({
    title: say.t('timeline.case.register', facts({ channel: 'channel' })(data, say)),
    lines: data['dueDay'] ? [say.t('timeline.promised', facts({ dueDay: 'date' })(data, say))] : [],
    reasons: reasonsIn(data),
  }),
  'case.edit': (data, say) => {
    const field = String(data['field'])
    const kind = kindOfField(field)
    return {
      title: say.t('timeline.case.edit', { field: say.t(`common:field.${field}`) }),
      change: { from: showValue({ kind, value: data['from'] }, say), to: showValue({ kind, value: data['to'] }, say) },
    }
  },
  'case.note': told({}, 'text')('case.note'),
  'case.assign': (data, say) =>
    typeof data['owner'] === 'string'
      ? { title: say.t('timeline.case.assign', { owner: data['owner'] }) }
      : { title: say.t('timeline.case.assign_nobody') },
  'customer.tell': (data, say) => ({
    title: say.t(`timeline.customer.tell_${String(data['about'])}`, facts({ via: 'via' })(data, say)),
    lines: written('text')(data),
  }),
  'diagnosis.record': (data, say) => ({
    title: say.t('timeline.diagnosis.record'),
    lines: [...written('finding')(data), showValue({ kind: 'damage', value: data['damage'] }, say)],
  }),
  'warranty.decide': (data, say) => ({
    title: say.t(`timeline.warranty.decide_${String(data['outcome'])}`),
    reasons: reasonsIn(data),
  }),
  'estimate.send': told({ amount: 'money', via: 'via' })('estimate.send'),
  'estimate.accept': told({ amount: 'money', answeredBy: 'text' })('estimate.accept'),
  'estimate.decline': told({ amount: 'money', answeredBy: 'text' })('estimate.decline'),
  'repair.finish': told({}, 'work')('repair.finish'),
  'swap.finish': told({ newSerialNo: 'text' })('swap.finish'),
  'unit.ship': (data, say) => ({
    title: say.t('timeline.unit.ship', facts({ via: 'via' })(data, say)),
    lines: [
      say.t('timeline.backBy', facts({ dueDay: 'date' })(data, say)),
      ...(data['trackingNo'] ? [say.t('timeline.tracking', facts({ trackingNo: 'text' })(data, say))] : []),
    ],
    reasons: reasonsIn(data),
  }),
  'fee.charge': feeTeller('fee.charge'),
  'fee.waive': feeTeller('fee.waive'),
  'fee.invoice': feeTeller('fee.invoice'),
  'fee.credit': feeTeller('fee.credit'),
  'fee.pay': feeTeller('fee.pay'),
  'order.link': told({ orderNo: 'text' })('order.link'),
  'passcode.keep': told()('passcode.keep'),
  'passcode.reveal': told()('passcode.reveal'),
  'unit.receive': told()('unit.receive'),
  'diagnosis.start': told()('diagnosis.start'),
  'part.order': told({ part: 'text' })('part.order'),
  'repair.start': told()('repair.start'),
  'swap.start': told()('swap.start'),
  'unit.pack': told()('unit.pack'),
  'unit.deliver': told()('unit.deliver'),
  'work.start': told()('work.start'),
  'work.wait': told({ for: 'waitingFor' }, 'note')('work.wait'),
  'work.resume': told()('work.resume'),
  'case.solve': told({}, 'solution')('case.solve'),
  'case.accept': told({ acceptedBy: 'text' })('case.accept'),
  'case.close': told()('case.close'),
  'case.cancel': told({}, 'reason')('case.cancel'),
  'case.reopen': told({}, 'reason')('case.reopen'),
  'case.closeUnanswered': told()('case.closeUnanswered'),
  'case.confirm-act-time': (data, say) => ({
    title: say.t('timeline.case.confirm-act-time', facts({ at: 'instant' })(data, say)),
    lines: data['dueDay'] ? [say.t('timeline.promised', facts({ dueDay: 'date' })(data, say))] : [],
    reasons: reasonsIn(data),
  }),
  'approval.dismiss': (data, say) => ({
    title: say.t('timeline.approval.dismiss', {
      what: say.t(`commands:${String(data['command'])}.do`, { defaultValue: String(data['command']) }),
      maker: String(data['maker']),
    }),
  }),
} as const satisfies Record<CommandName, Teller>

/** The entry in words. A kind that this version does not know (a newer one wrote it) is told as such. */
export function timelineWords(entry: Pick<TimelineEntry, 'kind' | 'data'>, say: Say): TimelineWords {
  const teller: Teller | undefined = (TELLERS as Record<string, Teller>)[entry.kind]
  const words = teller ? teller(entry.data, say) : { title: say.t('timeline.unknown') }
  const { lines = [], ...more } = words
  return { title: '', change: null, reasons: [], ...more, lines: [...lines, ...aside(entry.data, say)] }
}

const reasonsIn = (data: Data): ReasonRow[] => {
  const reasons = data['reasons']
  return Array.isArray(reasons) ? (reasons as ReasonRow[]) : []
}

/** What is remarkable about how it came to be. */
const aside = (data: Data, say: Say): string[] => [
  ...(typeof data['adoptedFor'] === 'string' ? [say.t('timeline.adopted', { name: data['adoptedFor'] })] : []),
  ...(data['unconfirmed'] === true ? [say.t('timeline.unconfirmed')] : []),
]
