import type { CaseView } from '#shared/contract/views.ts'
import { commandOf, type CommandName } from '#shared/domain/commands.ts'
import type { Permission } from '#shared/domain/command/permission.ts'
import { balanceOf } from '#shared/domain/fee/fee-ledger.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { nextStep, otherSteps } from '#shared/domain/service-case/next-step.ts'
import { actionOf } from './case-actions.ts'

export type Offered = {
  /** What the state calls for; null for a case that has ended. */
  readonly next: CommandName | null
  /** The other steps, then what can be done in any state. */
  readonly others: readonly CommandName[]
  readonly fee: readonly CommandName[]
}

/** What can be done to a case now. @rule SHOP-5 @rule FEE-3 */
export function offered(view: CaseView): Offered {
  const { flow, state } = view.serviceCase
  const facts = { flow, state, remedy: view.decision?.remedy ?? null, estimate: view.estimate?.state ?? null }
  const steps = otherSteps(facts).filter((name) => actionOf(name) !== undefined)
  const ended = isEnded(state)
  return {
    next: nextStep(facts),
    others: ended ? steps : [...steps.filter((name) => name !== 'case.cancel'), 'customer.tell', ...cancel(steps)],
    fee: feeActions(view),
  }
}

/** What cannot be taken back easily stands last. */
const cancel = (steps: readonly CommandName[]): CommandName[] => steps.filter((name) => name === 'case.cancel')

function feeActions(view: CaseView): CommandName[] {
  const { flow, decisionId } = view.serviceCase
  if (flow !== 'workshop' && view.fees.length === 0) return []
  const { live, invoiced } = balanceOf(view.fees)
  if (live && invoiced > 0) return ['fee.pay', 'fee.credit']
  if (live) return ['fee.invoice', 'fee.waive', 'fee.pay', 'order.link']
  if (invoiced > 0) return ['fee.credit', 'fee.charge']
  return decisionId === null && view.fees.length === 0 ? [] : ['fee.charge']
}

/** The permission that a command asks for, if this person lacks it. */
export function lacking(command: CommandName, permissions: readonly Permission[]): Permission | null {
  const needed = commandOf(command)?.permission
  return needed && !permissions.includes(needed) ? needed : null
}
