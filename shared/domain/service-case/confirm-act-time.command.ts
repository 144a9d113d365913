import { z } from 'zod'
import { set } from '../command/change.ts'
import { clockStart, type DecideContext, defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id, Instant } from '../row-types.ts'
import { dueAfterPause } from '../sla/working-time.ts'
import { calendarOf, type Due, dueAtRegistration, dueAtReturn } from './due.ts'
import { type ServiceCase, UnconfirmedAct } from './service-case.rows.ts'
import { timeline } from './timeline.ts'

/**
 * A supervisor says when somebody really acted whose device had a wrong clock: as the device said (`at` equals `expects.at`) or
 * otherwise, but never after it was received. The promises that count from it are made again. @rule LEN-1 @rule SHOP-4
 */
export const confirmActTime = defineCommand({
  name: 'case.confirm-act-time',
  version: 1,
  permission: 'case.supervise',
  args: z.object({
    caseId: Id,
    of: UnconfirmedAct.shape.of,
    at: Instant,
    /** What the device had said. */
    expects: z.object({ at: Instant }),
  }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, of, expects, ...args }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const at = new Date(args.at).toISOString()
    const open = serviceCase.unconfirmedActs ?? []
    const claimed = open.find((act) => act.of === of)
    if (claimed === undefined) {
      if (of !== 'reopening' && startOf(serviceCase, of) === at) return []
      return refuse('field.changed', {
        field: 'actAt',
        facts: { field: 'actAt', theirs: startOf(serviceCase, of), mine: at },
      })
    }
    if (claimed.at !== new Date(expects.at).toISOString())
      return refuse('field.changed', {
        field: 'actAt',
        facts: { field: 'actAt', theirs: claimed.at, mine: expects.at },
      })
    const latest = latestOf(serviceCase, of, ctx)
    if (at > latest.at)
      return refuse('input.invalid', { field: 'at', facts: { problem: latest.problem, latest: latest.at } })

    const rest = open.filter((act) => act !== claimed)
    const { fields, due } = startedAt(serviceCase, of, at)
    return [
      set('serviceCase', caseId, {
        ...fields,
        unconfirmedActs: rest.length > 0 ? rest : null,
        changedAt: ctx.actAt,
      }),
      timeline(ctx, caseId, 'case.confirm-act-time', {
        of,
        said: claimed.at,
        at,
        ...(due && { dueDay: due.dueDay, reasons: due.reasons as never }),
      }),
    ]
  },
})

/** Nobody acts after the backend has heard of it: until it is confirmed a clock starts at the receipt. A case does not keep when it was reopened. */
const latestOf = (serviceCase: ServiceCase, of: UnconfirmedAct['of'], ctx: DecideContext) => {
  const receivedAt = of === 'reopening' ? null : startOf(serviceCase, of)
  return receivedAt === null
    ? { at: clockStart(ctx), problem: 'to-come' }
    : { at: new Date(receivedAt).toISOString(), problem: 'after-receipt' }
}

const startOf = ({ registeredAt, informedAt }: ServiceCase, of: UnconfirmedAct['of']): string | null =>
  of === 'return' ? informedAt : registeredAt

/** The fields of a case whose clock started at `at`; a promise that is over stays so, one that a pause has moved is moved as far. */
function startedAt(
  serviceCase: ServiceCase,
  of: UnconfirmedAct['of'],
  at: string,
): { fields: Partial<ServiceCase>; due: Due | null } {
  const { pause, dueAt, dueRule, usedIn } = serviceCase
  const due = promiseFrom(serviceCase, of, at)
  const start = of === 'return' ? { informedAt: at } : of === 'report' ? { registeredAt: at } : {}
  const running = pause ?? { dueAt, dueRule }
  if (due === null || running.dueAt === null || running.dueRule !== due.dueRule) return { fields: start, due: null }

  const startedBefore = startOf(serviceCase, of)
  const before = of === 'reopening' || startedBefore === null ? null : promiseFrom(serviceCase, of, startedBefore)
  const isMoved = before !== null && before.dueAt !== running.dueAt
  const next = isMoved
    ? dueAfterPause({ since: before.dueAt, dueAt: running.dueAt }, due.dueAt, calendarOf(usedIn))
    : due.dueAt
  return { fields: { ...start, ...(pause ? { pause: { ...pause, dueAt: next } } : { dueAt: next }) }, due }
}

const promiseFrom = ({ kind, usedIn }: ServiceCase, of: UnconfirmedAct['of'], at: string): Due | null =>
  of === 'return' ? dueAtReturn(at, usedIn) : dueAtRegistration(kind, at, usedIn)
