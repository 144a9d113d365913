import type { CommandName } from '../commands.ts'
import { commandsFrom } from './flow.ts'
import type { CaseState, Flow } from './service-case.rows.ts'

type Facts = {
  readonly flow: Flow
  readonly state: CaseState
  readonly remedy: 'repair' | 'swap' | null
  readonly estimate: 'sent' | 'accepted' | 'declined' | null
}

/** The one action that a case's state calls for; null for a case that has ended. @rule SHOP-5 */
export function nextStep({ flow, state, remedy, estimate }: Facts): CommandName | null {
  switch (state) {
    case 'registered':
      return flow === 'workshop' ? 'unit.receive' : 'work.start'
    case 'received':
      return 'diagnosis.start'
    case 'diagnosing':
      return 'warranty.decide'
    case 'awaiting-customer':
      return estimate === 'sent' ? 'estimate.accept' : 'estimate.send'
    case 'quote-accepted':
      return 'repair.start'
    case 'awaiting-part':
      return remedy === 'swap' ? 'swap.start' : 'repair.start'
    case 'declined':
      return 'unit.pack'
    case 'repairing':
      return 'repair.finish'
    case 'swapping':
      return 'swap.finish'
    case 'ready':
      return 'unit.ship'
    case 'in-transit':
      return 'unit.deliver'
    case 'assigned':
      return 'work.start'
    case 'in-progress':
      return 'case.solve'
    case 'waiting':
      return 'work.resume'
    case 'delivered':
    case 'solved':
      return 'case.accept'
    case 'accepted':
      return 'case.close'
    case 'closed':
    case 'cancelled':
      return null
  }
}

/** Everything else that may be done from here, for the menu and the palette. */
export function otherSteps(facts: Facts): CommandName[] {
  const first = nextStep(facts)
  return commandsFrom(facts.flow, facts.state).filter((name) => {
    if (name === first) return false
    if (name === 'swap.start') return facts.remedy === 'swap'
    if (name === 'estimate.accept' || name === 'estimate.decline') return facts.estimate === 'sent'
    return true
  })
}
