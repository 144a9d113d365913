import type { ConflictView } from '#shared/contract/views.ts'
import type { WarrantyFacts } from '#shared/domain/warranty/warranty-facts.ts'
import { kindOfField } from '../words/field-kinds.ts'
import type { Shown, ShownKind } from '../words/say.ts'
import { judge } from '../verdict/judge.ts'

/** One line of the comparison: what I wrote, what stands now. A side that has no such fact is null. */
export type ConflictRow = {
  /** A text key: `common:field.<name>` or `conflicts:row.<name>`. */
  readonly label: string
  readonly mine: Shown | null
  readonly theirs: Shown | null
  readonly differs: boolean
}

type Args = Readonly<Record<string, unknown>>
type Theirs = NonNullable<ConflictView['theirs']>

/** What is compared, by command; commands that are not here show what they carry and the state that refuses them. */
const ROWS: Readonly<Record<string, (args: Args, theirs: Theirs | null, conflict: ConflictView) => ConflictRow[]>> = {
  'warranty.decide': warrantyRows,
  'case.edit': (args, theirs, { error }) => {
    const field = String(args['field'])
    return [row(`common:field.${field}`, kindOfField(field), args['to'], theirs?.value ?? error.facts?.['theirs'])]
  },
  'case.assign': (args, theirs, { error }) => [
    row('common:field.ownerId', 'person', args['ownerId'], theirs?.value ?? error.facts?.['theirs']),
  ],
  'diagnosis.record': (args, theirs, { error }) => [
    row('common:field.finding', 'text', args['finding'], theirs?.value ?? error.facts?.['theirs']),
    only('common:field.damage', 'damage', args['damage']),
  ],
  'estimate.send': (args, theirs) => [
    row('common:field.amount', 'money', args['amount'], theirs?.estimate?.amount),
    row('common:field.text', 'text', args['text'], theirs?.estimate?.text),
    row('common:field.via', 'via', args['via'], theirs?.estimate?.sentBy),
    row('conflicts:row.answer', 'estimate', 'sent', theirs?.estimate?.state),
  ],
  'estimate.accept': answerRows('accepted'),
  'estimate.decline': answerRows('declined'),
}

/** Both versions of what is in conflict, line by line. */
export function conflictRows(conflict: ConflictView): ConflictRow[] {
  const args = argsOf(conflict)
  const rows = ROWS[conflict.command.name]?.(args, conflict.theirs, conflict) ?? carried(args)
  const { state, owed, invoiced } = conflict.error.facts ?? {}
  return [
    ...rows,
    ...(typeof state === 'string' ? [theirsOnly('conflicts:row.state', 'state', state)] : []),
    ...(typeof owed === 'number' ? [theirsOnly('conflicts:row.owed', 'money', owed)] : []),
    ...(typeof invoiced === 'number' && invoiced > 0 ? [theirsOnly('conflicts:row.invoiced', 'money', invoiced)] : []),
  ].filter(({ mine, theirs }) => isSaid(mine) || isSaid(theirs))
}

export const argsOf = ({ command }: ConflictView): Args =>
  typeof command.args === 'object' && command.args !== null && !Array.isArray(command.args) ? command.args : {}

/** My verdict is worked out on the day that theirs was: both are about the same report. */
function warrantyRows(args: Args, theirs: Theirs | null, { error }: ConflictView): ConflictRow[] {
  const decision = theirs?.decision ?? null
  const facts = decision?.facts
  const mine = facts ? myVerdict(args, facts.reportedOn) : null
  /** A fact that was corrected, where that is what stands in the way; otherwise the one their decision was made on. */
  const theirFact = (field: string, decidedOn: unknown) =>
    error.code === 'field.changed' && error.field === field ? error.facts?.['theirs'] : decidedOn
  return [
    row('conflicts:row.outcome', 'outcome', mine?.outcome, decision?.outcome),
    row('conflicts:row.remedy', 'remedy', mine?.remedy, decision?.remedy),
    row('conflicts:row.fee', 'money', mine?.diagnosisFee, decision?.diagnosisFee),
    row('common:field.damage', 'damage', args['damage'], facts?.damage),
    row('common:field.purchasedOn', 'date', args['purchasedOn'], theirFact('purchasedOn', facts?.purchasedOn)),
    row('common:field.product', 'product', args['product'], theirFact('product', facts?.product)),
    row('common:field.soldByUs', 'flag', args['soldByUs'], theirFact('soldByUs', facts?.soldByUs)),
    row('common:field.usedIn', 'country', args['usedIn'], theirFact('usedIn', facts?.country)),
    only('label.inStock', 'flag', args['inStock']),
  ]
}

/** The verdict that my facts lead to; null where they make no sense. */
export function myVerdict(args: Args, reportedOn: string) {
  const judgement = judge({ ...args, country: args['usedIn'], reportedOn } as WarrantyFacts)
  return judgement.ok ? judgement.verdict : null
}

function answerRows(mine: 'accepted' | 'declined') {
  return (args: Args, theirs: Theirs | null): ConflictRow[] => [
    row('conflicts:row.answer', 'estimate', mine, theirs?.estimate?.state),
    theirsOnly('common:field.amount', 'money', theirs?.estimate?.amount),
    only('label.answeredBy', 'text', args['answeredBy']),
  ]
}

const KIND: Readonly<Record<string, ShownKind>> = {
  amount: 'money',
  via: 'via',
  about: 'about',
  for: 'waitingFor',
  damage: 'damage',
  purchasedOn: 'date',
  usedIn: 'country',
  soldByUs: 'flag',
  channel: 'channel',
  product: 'product',
}
const OWN_LABEL: Readonly<Record<string, string>> = {
  work: 'label.work',
  trackingNo: 'label.trackingNo',
  answeredBy: 'label.answeredBy',
  orderNo: 'common:field.orderNo',
}
/** Arguments that say nothing to a person. */
const SILENT = new Set([
  'caseId',
  'expects',
  'estimateId',
  'customerId',
  'unitId',
  'ownerId',
  'assumed',
  'hasPasscode',
  'number',
])

/** Everything that was written, so that it can be read even where nothing stands against it. */
const carried = (args: Args): ConflictRow[] =>
  Object.entries(args)
    .filter(([name, value]) => !SILENT.has(name) && (typeof value !== 'object' || Array.isArray(value)))
    .map(([name, value]) => only(OWN_LABEL[name] ?? `common:field.${name}`, KIND[name] ?? 'text', value))

function row(label: string, kind: ShownKind, mine: unknown, theirs: unknown): ConflictRow {
  return { label, mine: { kind, value: mine }, theirs: { kind, value: theirs }, differs: !isSame(mine, theirs) }
}
const only = (label: string, kind: ShownKind, mine: unknown): ConflictRow => ({
  label,
  mine: { kind, value: mine },
  theirs: null,
  differs: false,
})
const theirsOnly = (label: string, kind: ShownKind, theirs: unknown): ConflictRow => ({
  label,
  mine: null,
  theirs: { kind, value: theirs },
  differs: true,
})

const isSaid = (shown: Shown | null): boolean =>
  shown !== null && shown.value !== null && shown.value !== undefined && shown.value !== ''

/** Lists are compared as sets; blank, null and absent are the same nothing. */
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return ''
  return JSON.stringify(Array.isArray(value) ? value.map(String).sort() : value)
}
