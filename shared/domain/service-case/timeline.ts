import type { Change } from '../command/change.ts'
import { put } from '../command/change.ts'
import type { DecideContext } from '../command/define.ts'
import type { TimelineEntry } from './service-case.rows.ts'

/** The history entry of an act; every command that touches a case writes exactly one of each kind it names. */
export function timeline(ctx: DecideContext, caseId: string, kind: string, data: TimelineEntry['data'] = {}): Change {
  return put('timelineEntry', {
    id: ctx.id(`timeline:${kind}:${caseId}`),
    caseId,
    kind,
    actAt: ctx.actAt,
    decidedAt: ctx.decidedAt,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    data: { ...data, ...(ctx.unconfirmed && { unconfirmed: true }), ...adopted(ctx) },
  })
}

/** Names the command that this one stands for, so that its maker's device finds it. */
const adopted = ({ adopts }: DecideContext): TimelineEntry['data'] =>
  adopts === undefined ? {} : { adopts: adopts.commandId, adoptedFor: adopts.actorName }
