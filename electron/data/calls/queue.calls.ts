import { countCases } from '#db/queries/case-filter-count.ts'
import { findCases } from '#db/queries/case-filter-find.ts'
import { countQueues, listQueue } from '#db/queries/queue.ts'
import { inTurns } from '../lib/in-turns.ts'
import { own, type CallContext, type Signed } from './base.ts'

/** From whom and when a queue is seen. */
const seenBy = ({ signed, clock }: Pick<CallContext, 'clock'> & { signed: Signed }) => ({
  me: signed.profile.user.id,
  now: new Date(clock.nowMs()).toISOString(),
})

/** Values of a column that are offered at once. */
const VALUES = 200

export const queue = {
  list: own.queue.list.handler(({ context, input }) =>
    listQueue(context.signed.profile.db, { ...input, ...seenBy(context) }),
  ),
  counts: own.queue.counts.handler(({ context }) => countQueues(context.signed.profile.db, seenBy(context))),
  find: own.queue.find.handler(({ context, input, signal }) =>
    inTurns(findCases(context.signed.profile.db, { ...input, ...seenBy(context) }), signal),
  ),
  count: own.queue.count.handler(({ context, input, signal }) =>
    inTurns(countCases(context.signed.profile.db, { ...input, ...seenBy(context), limit: VALUES }), signal),
  ),
}
