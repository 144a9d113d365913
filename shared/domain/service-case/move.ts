import type { Change } from '../command/change.ts'
import { set } from '../command/change.ts'
import { type DecideContext, type Refusal, refuse } from '../command/define.ts'
import { isEnded, transitionOf } from './flow.ts'
import type { CaseState, ServiceCase } from './service-case.rows.ts'
import { timeline } from './timeline.ts'

/** Refuses a command that the case's state does not allow; undefined when it may go on. @rule SHOP-5 */
export function refuseUnlessAllowed(command: string, serviceCase: ServiceCase): Refusal | undefined {
  if (transitionOf(command, serviceCase.flow, serviceCase.state) !== undefined) return undefined
  return refuse('case.wrong-state', { rule: 'SHOP-5', facts: { state: serviceCase.state, command } })
}

/**
 * The changes of a command that moves a case: its new state and fields, and the line in its history. Reminders count towards the
 * answer that the state waits for: a new state waits for another, and starts without any. @rule SHOP-5
 */
export function move(
  ctx: DecideContext,
  command: string,
  serviceCase: ServiceCase,
  more: { to?: CaseState; fields?: Partial<ServiceCase>; data?: Parameters<typeof timeline>[3] } = {},
): Change[] {
  const to = more.to ?? transitionOf(command, serviceCase.flow, serviceCase.state)?.to ?? serviceCase.state
  const waitsAnew = to !== serviceCase.state && !isEnded(to)
  const fields: Partial<ServiceCase> = {
    state: to,
    changedAt: ctx.actAt,
    ...(waitsAnew ? { reminders: 0 } : {}),
    ...more.fields,
  }
  return [
    set('serviceCase', serviceCase.id, fields),
    timeline(ctx, serviceCase.id, command, { from: serviceCase.state, to, ...more.data }),
  ]
}
