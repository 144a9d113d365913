import { CaseState, type Flow } from './service-case.rows.ts'

/**
 * The states a case passes and the command that takes it from one to the next. One table: what a command may do, which
 * action a screen offers first, and what a case that waits is waiting for all follow from it. @rule SHOP-5
 *
 *   workshop: registered → received → diagnosing → (covered: awaiting-part | not covered: awaiting-customer → quote-accepted | declined)
 *             → repairing | swapping → ready → in-transit → delivered → accepted → closed; declined → ready (unrepaired)
 *   desk:     registered → assigned → in-progress ⇄ waiting → solved → accepted → closed
 *   any that is not ended → cancelled
 */
export type Transition = {
  readonly command: string
  readonly flow: Flow | 'any'
  readonly from: readonly CaseState[]
  /** Where it leads when the command alone decides that; null where the decision depends on more. */
  readonly to: CaseState | null
}

const ENDED: readonly CaseState[] = ['closed', 'cancelled']
const OPEN: readonly CaseState[] = CaseState.options.filter((state) => !ENDED.includes(state))

export const TRANSITIONS = [
  { command: 'unit.receive', flow: 'workshop', from: ['registered'], to: 'received' },
  { command: 'diagnosis.start', flow: 'workshop', from: ['received'], to: 'diagnosing' },
  { command: 'diagnosis.record', flow: 'workshop', from: ['received', 'diagnosing'], to: 'diagnosing' },
  {
    command: 'warranty.decide',
    flow: 'workshop',
    from: ['diagnosing', 'awaiting-customer', 'awaiting-part'],
    to: null,
  },
  { command: 'estimate.send', flow: 'workshop', from: ['awaiting-customer'], to: 'awaiting-customer' },
  { command: 'estimate.accept', flow: 'workshop', from: ['awaiting-customer'], to: 'quote-accepted' },
  { command: 'estimate.decline', flow: 'workshop', from: ['awaiting-customer'], to: 'declined' },
  { command: 'part.order', flow: 'workshop', from: ['quote-accepted', 'awaiting-part'], to: 'awaiting-part' },
  { command: 'repair.start', flow: 'workshop', from: ['quote-accepted', 'awaiting-part'], to: 'repairing' },
  { command: 'swap.start', flow: 'workshop', from: ['awaiting-part'], to: 'swapping' },
  { command: 'repair.finish', flow: 'workshop', from: ['repairing'], to: 'ready' },
  { command: 'swap.finish', flow: 'workshop', from: ['swapping'], to: 'ready' },
  { command: 'unit.pack', flow: 'workshop', from: ['declined'], to: 'ready' },
  { command: 'unit.ship', flow: 'workshop', from: ['ready'], to: 'in-transit' },
  { command: 'unit.deliver', flow: 'workshop', from: ['in-transit'], to: 'delivered' },
  { command: 'case.assign', flow: 'desk', from: ['registered'], to: 'assigned' },
  { command: 'case.assign', flow: 'desk', from: ['assigned'], to: null },
  { command: 'work.start', flow: 'desk', from: ['registered', 'assigned'], to: 'in-progress' },
  { command: 'work.wait', flow: 'desk', from: ['assigned', 'in-progress'], to: 'waiting' },
  { command: 'work.resume', flow: 'desk', from: ['waiting'], to: 'in-progress' },
  { command: 'case.solve', flow: 'desk', from: ['registered', 'assigned', 'in-progress', 'waiting'], to: 'solved' },
  { command: 'case.accept', flow: 'workshop', from: ['delivered'], to: 'accepted' },
  { command: 'case.accept', flow: 'desk', from: ['solved'], to: 'accepted' },
  { command: 'case.close', flow: 'any', from: ['accepted'], to: 'closed' },
  { command: 'case.closeUnanswered', flow: 'any', from: ['delivered', 'solved', 'awaiting-customer'], to: 'closed' },
  { command: 'case.cancel', flow: 'any', from: OPEN, to: 'cancelled' },
  { command: 'case.reopen', flow: 'workshop', from: [...ENDED, 'accepted'], to: 'registered' },
  { command: 'case.reopen', flow: 'desk', from: [...ENDED, 'accepted'], to: 'in-progress' },
] as const satisfies readonly Transition[]

export type TransitionCommand = (typeof TRANSITIONS)[number]['command']

export const isEnded = (state: CaseState): boolean => ENDED.includes(state)

/** The row of the table that lets `command` act on a case in this flow and state, if any. */
export function transitionOf(command: string, flow: Flow, state: CaseState): Transition | undefined {
  return TRANSITIONS.find(
    (t: Transition) => t.command === command && (t.flow === flow || t.flow === 'any') && t.from.includes(state),
  )
}

/** Every command that may move a case from where it is, in the order of the table. */
export function commandsFrom(flow: Flow, state: CaseState): TransitionCommand[] {
  const fits = TRANSITIONS.filter((t: Transition) => (t.flow === flow || t.flow === 'any') && t.from.includes(state))
  return [...new Set(fits.map((t) => t.command))]
}
