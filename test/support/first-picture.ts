import type { FirstPicture } from '#shared/contract/first-picture.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { QueueName } from '#shared/domain/queue.ts'

/** What a window shows to somebody who has no cases. */
export const aPicture = (user: SessionUser, more: Partial<FirstPicture> = {}): FirstPicture => ({
  session: {
    user,
    lastUsername: user.username,
    now: '2026-05-21T08:00:00.000Z',
    release: false,
    notices: [],
    offlineUntil: null,
  },
  settings: { density: 'comfortable' },
  counts: Object.fromEntries(QueueName.options.map((queue) => [queue, 0])) as FirstPicture['counts'],
  queue: 'mine',
  sort: 'due',
  page: { items: [], next: null },
  ...more,
})
