/** How a fact is shown. `local-time` is a wall-clock `YYYY-MM-DDTHH:MM`, `money` whole øre, `clock` and `text` stay as they are. */
export type FactKind =
  | 'date'
  | 'weekday-date'
  | 'month'
  | 'local-time'
  | 'clock'
  | 'money'
  | 'country'
  | 'number'
  | 'text'

/**
 * Every reason that a rule can give: rule, variants (`''` where there is only one) and the facts that its sentence may use.
 * The texts are in `resources/locales/<locale>/rules.json`, a variant under i18next's context suffix (`reason_late`).
 */
export const REASONS = {
  'APPLE-1': { otherProduct: {}, notOurs: {}, tooEarly: { purchasedOn: 'date', after: 'date' } },
  'APPLE-2': { '': { purchasedOn: 'date', until: 'date' } },
  'APPLE-3': {
    covered: { purchasedOn: 'date', until: 'date', years: 'number' },
    abroad: { country: 'country', until: 'date' },
  },
  'APPLE-7': { swap: {}, repair: {} },
  'VOID-1': { impact: {}, crushedScreen: {}, both: {} },
  'VOID-2': { '': { until: 'date', reportedOn: 'date' } },
  'VOID-3': { '': {} },
  WDATE: { unknown: {} },
  WORDER: { unknown: {}, inForce: { until: 'date' } },
  'FEE-1': { '': { amount: 'money' } },
  'LEN-1': cutOffFacts(),
  'LEN-2': cutOffFacts(),
  'SMART-5': cutOffFacts(),
  'LEN-3': {
    reported: { reportedOn: 'weekday-date', countedOn: 'weekday-date' },
    skipped: { day: 'weekday-date', skipped: 'number' },
  },
  'SLA-1': { exclusive: { cutOff: 'clock' }, inclusive: { cutOff: 'clock' } },
  'SLA-2': { '': { holidays: 'text' } },
  'SLA-3': {
    running: { dueAt: 'local-time', usedPercent: 'number' },
    warned: { dueAt: 'local-time', usedPercent: 'number' },
    breached: { dueAt: 'local-time', usedPercent: 'number' },
    paused: { since: 'local-time', usedPercent: 'number' },
  },
  'SHOP-4': { '': { informedOn: 'weekday-date', day: 'weekday-date', workingDays: 'number' } },
  'SMART-4': { '': { fleet: 'number', target: 'number', percent: 'number' } },
  'MY-4': {
    overdue: { dueOn: 'date', overdueFrom: 'date' },
    paid: { paidOn: 'date' },
    notDue: { dueOn: 'date', overdueFrom: 'date' },
  },
  'SELF-5': {
    overlap: { category: 'text', group: 'text', from: 'month', to: 'month' },
    overlapOpen: { category: 'text', group: 'text', from: 'month' },
    tooFarAhead: { from: 'month', latest: 'month' },
    beforeOpening: { from: 'month', earliest: 'month' },
  },
} as const satisfies Record<string, Record<string, Readonly<Record<string, FactKind>>>>

function cutOffFacts() {
  const facts = { cutOff: 'clock', countedOn: 'weekday-date', day: 'weekday-date' } as const
  return { onTime: facts, late: facts } as const
}

export type RuleId = keyof typeof REASONS
export type VariantOf<R extends RuleId> = keyof (typeof REASONS)[R] & string
type FactNames<R extends RuleId, V extends VariantOf<R>> = keyof (typeof REASONS)[R][V] & string

/** Why a rule answered as it did. `variant` picks the sentence, `facts` fill it. */
export type Reason = {
  readonly rule: RuleId
  readonly variant: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** A reason with exactly the facts its table line names. */
export const reason = <R extends RuleId, V extends VariantOf<R>>(
  rule: R,
  variant: V,
  facts: Readonly<Record<FactNames<R, V>, string | number>>,
): Reason => ({ rule, variant, facts })
