import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { type FirstPicture, KeptPicture } from '#shared/contract/first-picture.ts'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { api } from '../api/client.ts'
import { sessionQuery } from '../api/session.ts'
import { settingsQuery } from '../api/settings.ts'
import { countsQuery, queueQuery } from '../features/queue/queue.queries.ts'

const EVERY_MS = 60_000

/** The queue that an address is the place of, as in `#/q/mine`. */
export const queueAt = (address: string): QueueName | undefined => QueueName.safeParse(address.split('/')[2]).data

/** What the last window showed at this place; null where there is none that may be shown. */
export async function recallPicture(address: string, nowMs: number): Promise<FirstPicture | null> {
  try {
    return pictureFor(await (await fetch(`/${FIRST_PICTURE_FILE}`)).json(), address, nowMs)
  } catch {
    return null // damaged
  }
}

/** The picture in a file, where it is one that this version made, of this place, and may still be shown. */
export function pictureFor(file: unknown, address: string, nowMs: number): FirstPicture | null {
  const kept = KeptPicture.safeParse(file).data
  if (kept === undefined || kept.picture.queue !== queueAt(address)) return null
  return kept.until !== null && nowMs > Date.parse(kept.until) ? null : kept.picture
}

/** Shows it until the answers are there that have been asked for, each in its place. `asked`: they are. */
export async function showPicture(queries: QueryClient, picture: FirstPicture, asked: Promise<void>): Promise<void> {
  const query = queueQuery(picture.queue, picture.sort)
  void queries.prefetchInfiniteQuery(query)
  const show = (key: QueryKey, data: unknown): void => {
    if (queries.getQueryData(key) === undefined) queries.setQueryData(key, data)
  }
  show(sessionQuery().queryKey, picture.session)
  show(settingsQuery().queryKey, picture.settings)
  show(countsQuery().queryKey, picture.counts)
  show(query.queryKey, { pages: [picture.page], pageParams: [null] })
  await asked
  const user = queries.getQueryData(sessionQuery().queryKey)?.user
  if (user?.id !== picture.session.user?.id) await queries.resetQueries()
}

/** Keeps what the window shows for its next start: each minute, and when it is left. */
export function keepPictures(queries: QueryClient): void {
  let kept: FirstPicture | null = null
  const keep = (): void => {
    const now = pictureNow(queries, location.hash)
    if (now === null || isSame(now, kept)) return
    kept = now
    void api.session.keepPicture(now).catch(() => {}) // the one before stays
  }
  setInterval(keep, EVERY_MS)
  window.addEventListener('pagehide', keep)
}

/** What is shown at a place, if it is a queue in one of its own orders, somebody sits there and all of it has been answered. */
function pictureNow(queries: QueryClient, address: string): FirstPicture | null {
  const queue = queueAt(address)
  const sort = queue && QUEUE_SORTS[queue].find((each) => isShown(queries, queueQuery(queue, each).queryKey))
  if (queue === undefined || sort === undefined) return null
  const session = queries.getQueryData(sessionQuery().queryKey)
  const settings = queries.getQueryData(settingsQuery().queryKey)
  const counts = queries.getQueryData(countsQuery().queryKey)
  const page = queries.getQueryData(queueQuery(queue, sort).queryKey)?.pages[0]
  return session?.user && settings && counts && page ? { session, settings, counts, queue, sort, page } : null
}

const isShown = (queries: QueryClient, queryKey: QueryKey): boolean =>
  queries.getQueryCache().find({ queryKey, exact: true })?.isActive() === true

/** Answers that did not change are the same objects. */
const isSame = (a: FirstPicture, b: FirstPicture | null): boolean =>
  b !== null && a.session === b.session && a.settings === b.settings && a.counts === b.counts && a.page === b.page
