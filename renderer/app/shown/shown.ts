import { z } from 'zod'
import { QueueName } from '#shared/domain/queue.ts'

/** What stood in the window: a queue, the row that was selected in it, and whether that case was open beside the list. */
export const Shown = z.object({ queue: QueueName, row: z.uuid().nullable(), open: z.boolean() })
export type Shown = z.infer<typeof Shown>

/**
 * What a place of the window shows, as far as it is shown again after a restart; null for screens that are not.
 * @param location as in `/q/mine/0198…` or `/search/0198…`
 * @param last what was shown before: a case found by a search is shown beside the queue of before
 */
export function shownAt(
  location: string,
  last: Shown | null,
  rowOf: (queue: QueueName) => string | undefined,
): Shown | null {
  const [, screen, first, second] = location.split('/')
  if (screen === 'q') {
    const queue = QueueName.safeParse(first).data
    if (queue === undefined) return null
    const row = z.uuid().safeParse(second ?? rowOf(queue)).data ?? null
    return { queue, row, open: second !== undefined && row !== null }
  }
  const found = screen === 'search' ? z.uuid().safeParse(first).data : undefined
  return found === undefined || last === null ? null : { ...last, row: found, open: true }
}

/** A queue with no case beside it: where the window opens. */
export const isQueueAlone = (location: string): boolean => /^\/q\/[^/]+\/?$/.test(location)
