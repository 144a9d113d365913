import { clockStart, type DecideContext } from '../command/define.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { dueAfterPause } from '../sla/working-time.ts'
import { calendarOf } from './due.ts'
import type { ServiceCase, WaitingFor } from './service-case.rows.ts'

/** The desk's own subcontractor is no reason for the customer to wait longer. @rule SLA-3 */
const REASONS: readonly WaitingFor[] = ['customer', 'part']

type Fields = Partial<ServiceCase>

/** The running promise stands still from here on, if there is one and the reason allows it. @rule SLA-3 */
export function pausedBy(serviceCase: ServiceCase, reason: WaitingFor, ctx: DecideContext): Fields {
  const { dueAt, dueRule, state } = serviceCase
  const since = clockStart(ctx)
  if (state === 'waiting' || dueAt === null || dueRule === null || since >= dueAt || !REASONS.includes(reason))
    return {}
  return { pause: { since, dueAt, dueRule }, dueAt: null, dueRule: null }
}

/** It runs on: with as much working time left as there was. @rule SLA-3 */
export function resumedBy({ pause, usedIn, state }: ServiceCase, ctx: DecideContext): Fields {
  if (pause === null || pause === undefined || state !== 'waiting') return {}
  return { pause: null, dueRule: pause.dueRule, dueAt: dueAt(pause, clockStart(ctx), usedIn) }
}

/** Unmoved where the calendar does not reach. */
function dueAt(pause: NonNullable<ServiceCase['pause']>, resumedAt: string, usedIn: string): string {
  try {
    return dueAfterPause(pause, resumedAt, calendarOf(usedIn))
  } catch (error) {
    if (error instanceof RuleInputError) return pause.dueAt
    throw error
  }
}
