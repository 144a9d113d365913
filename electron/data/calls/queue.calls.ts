import { countQueues, listQueue } from '#db/queries/queue.ts'
import { own } from './base.ts'

export const queue = {
  list: own.queue.list.handler(({ context: { signed, clock }, input }) =>
    listQueue(signed.profile.db, { ...input, me: signed.profile.user.id, now: new Date(clock.nowMs()).toISOString() }),
  ),
  counts: own.queue.counts.handler(({ context: { signed, clock } }) =>
    countQueues(signed.profile.db, { me: signed.profile.user.id, now: new Date(clock.nowMs()).toISOString() }),
  ),
}
