import { z } from 'zod'
import { QueueName, QueueSort } from '../domain/queue.ts'
import { CurrentSession, QueueCounts, QueuePage } from './views.ts'

/** What the window shows first: the answers to what its page asks at the start. */
export const FirstPicture = z.object({
  session: CurrentSession,
  settings: z.record(z.string(), z.string()),
  counts: QueueCounts,
  queue: QueueName,
  sort: QueueSort,
  page: QueuePage,
})
export type FirstPicture = z.infer<typeof FirstPicture>

/** As it lies in the profile for the next start; after `until` nobody may be shown it without the backend (null: no limit). */
export const KeptPicture = z.object({ until: z.string().nullable(), picture: FirstPicture })
export type KeptPicture = z.infer<typeof KeptPicture>
