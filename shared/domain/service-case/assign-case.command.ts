import { z } from 'zod'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Id } from '../row-types.ts'
import { isEnded, transitionOf } from './flow.ts'
import { move } from './move.ts'

/** Gives a case to a colleague, or back to nobody. Based on the owner that the person saw. @rule SOS-3 */
export const assignCase = defineCommand({
  name: 'case.assign',
  version: 1,
  permission: 'case.assign',
  args: z.object({ caseId: Id, ownerId: Id.nullable(), expects: z.object({ ownerId: Id.nullable() }) }),
  caseOf: (args) => args.caseId,
  inverse: ({ caseId, ownerId, expects }) => ({
    name: 'case.assign',
    args: { caseId, ownerId: expects.ownerId, expects: { ownerId } },
  }),
  reads: [
    (args) => [
      key('serviceCase', args.caseId),
      ...(args.ownerId === null ? [] : [key('colleague', args.ownerId)]),
      ...(args.expects.ownerId === null ? [] : [key('colleague', args.expects.ownerId)]),
    ],
  ],
  decide(seen, { caseId, ownerId, expects }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    if (isEnded(serviceCase.state)) return refuse('case.ended', { rule: 'SHOP-5', facts: { state: serviceCase.state } })
    if (serviceCase.ownerId === ownerId) return []
    if (serviceCase.ownerId !== expects.ownerId)
      return refuse('field.changed', {
        rule: 'SOS-3',
        field: 'ownerId',
        facts: { field: 'ownerId', theirs: serviceCase.ownerId, mine: ownerId },
      })
    const owner = ownerId === null ? null : seen.need('colleague', ownerId)
    const moves = transitionOf('case.assign', serviceCase.flow, serviceCase.state) !== undefined
    const to = !moves ? serviceCase.state : ownerId === null ? 'registered' : 'assigned'
    return move(ctx, 'case.assign', serviceCase, { to, fields: { ownerId }, data: { owner: owner?.name ?? null } })
  },
})
