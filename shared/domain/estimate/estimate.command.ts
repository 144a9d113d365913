import { z } from 'zod'
import { put, set } from '../command/change.ts'
import { defineCommand, refuse } from '../command/define.ts'
import { key, type Seen } from '../command/read.ts'
import { FilledLine, Id, Ore, Text } from '../row-types.ts'
import { move, refuseUnlessAllowed } from '../service-case/move.ts'

/** The estimate that stands on a case now. */
const readStanding = ({ caseId }: { caseId: string }, seen: Seen) => {
  const { estimateId } = seen.need('serviceCase', caseId)
  return estimateId === null ? [] : [key('estimate', estimateId)]
}
const standing = (seen: Seen, { estimateId }: { estimateId: string | null }) =>
  estimateId === null ? undefined : seen.get('estimate', estimateId)

/** On request the customer gets a price for a repair that is not covered. @rule SHOP-2 */
export const sendEstimate = defineCommand({
  name: 'estimate.send',
  version: 1,
  permission: 'case.work',
  args: z.object({
    caseId: Id,
    amount: Ore.positive().max(100_000_000),
    text: Text,
    via: z.enum(['sms', 'email', 'phone']),
    expects: z.object({ estimateId: Id.nullable() }),
  }),
  caseOf: (args) => args.caseId,
  reads: [(args) => [key('serviceCase', args.caseId)], readStanding],
  decide(seen, { caseId, amount, text, via, expects }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    const refused = refuseUnlessAllowed('estimate.send', serviceCase)
    if (refused) return refused
    if (serviceCase.estimateId !== expects.estimateId) {
      const theirs = standing(seen, serviceCase)
      if (theirs?.state === 'sent' && theirs.amount === amount && theirs.text === text) return []
      return refuse('estimate.changed', { rule: 'SHOP-2', facts: { amount: theirs?.amount ?? amount } })
    }
    const id = ctx.id('estimate')
    return [
      put('estimate', {
        id,
        caseId,
        amount,
        text,
        sentBy: via,
        state: 'sent',
        actorId: ctx.actor.id,
        actorName: ctx.actor.name,
        sentAt: ctx.actAt,
        answeredAt: null,
      }),
      ...move(ctx, 'estimate.send', serviceCase, {
        fields: { estimateId: id, waitingFor: 'customer' },
        data: { amount, via },
      }),
    ]
  },
})

/** What the customer answered. Accepted: the fee lapses once the unit is repaired; declined: it stands. @rule FEE-2 @rule FEE-3 */
function defineAnswer<const N extends 'estimate.accept' | 'estimate.decline'>(name: N, state: 'accepted' | 'declined') {
  return defineCommand({
    name,
    version: 1,
    permission: 'case.work',
    args: z.object({ caseId: Id, estimateId: Id, answeredBy: FilledLine }),
    caseOf: (args) => args.caseId,
    reads: [(args) => [key('serviceCase', args.caseId), key('estimate', args.estimateId)], readStanding],
    decide(seen, { caseId, estimateId, answeredBy }, ctx) {
      const serviceCase = seen.need('serviceCase', caseId)
      const estimate = seen.need('estimate', estimateId)
      if (estimate.state === state) return []
      if (estimate.state !== 'sent')
        return refuse('estimate.answered', { rule: 'SHOP-2', facts: { theirs: estimate.state, mine: state } })
      const refused = refuseUnlessAllowed(name, serviceCase)
      if (refused) return refused
      if (serviceCase.estimateId !== estimateId)
        return refuse('estimate.changed', {
          rule: 'SHOP-2',
          facts: { amount: (standing(seen, serviceCase) ?? estimate).amount },
        })
      return [
        set('estimate', estimateId, { state, answeredAt: ctx.actAt }),
        ...move(ctx, name, serviceCase, {
          fields: { waitingFor: null },
          data: { amount: estimate.amount, answeredBy },
        }),
      ]
    },
  })
}

export const acceptEstimate = defineAnswer('estimate.accept', 'accepted')
export const declineEstimate = defineAnswer('estimate.decline', 'declined')
