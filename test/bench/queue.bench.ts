import { listQueue, type QueueQuery, queueStatement } from '#db/queries/queue.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { ME } from './dataset/reference.ts'
import { type BenchResult, measured, percentile } from './result.ts'
import { inTurn, type Pair } from './sampling.ts'
import { type OnDevice, withDataset } from './with-dataset.ts'

const ROUNDS = 60
const WARM_UP = 5
const DEEP_PAGES = 100
const GOAL = 2

/** A page of 50 of every queue in every order it offers, at its front and deep inside, against the same statement run bare. */
export const benchQueue = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, (device) => {
    const pages = QueueName.options.flatMap((queue) =>
      QUEUE_SORTS[queue].flatMap((sort) => {
        const first: QueueQuery = { queue, sort, after: null, limit: 50, me: ME.id, now: device.now }
        return [first, { ...first, after: deepIn(device, first) }]
      }),
    )
    const taken = pages.map((page) => ({ page, pair: measurePage(device, page) }))
    const all = (of: keyof Pair) => taken.flatMap(({ pair }) => pair[of])
    const slowest = taken.toSorted((a, b) => percentile(b.pair.ours, 0.95) - percentile(a.pair.ours, 0.95))[0]
    if (slowest === undefined) throw new Error('there are queues')
    const { queue, sort, after } = slowest.page
    return [
      measured({
        name: 'queue',
        unit: 'ms',
        ours: all('ours'),
        limit: all('limit'),
        goal: GOAL,
        about: `${pages.length} pages: every queue and order, first and deep; the same statements run bare`,
      }),
      measured({
        name: 'queue-slowest',
        unit: 'ms',
        ...slowest.pair,
        goal: GOAL,
        about: `${queue} by ${sort}, ${after === null ? 'first page' : 'deep'}`,
      }),
    ]
  })

function measurePage({ profile, raw }: OnDevice, page: QueueQuery): Pair {
  const { sql, params } = queueStatement(page)
  return inTurn(
    ROUNDS,
    WARM_UP,
    () => listQueue(profile.db, page),
    () => raw.all(sql, ...params),
  )
}

/** The cursor some thousands of rows in, or of the last page. */
function deepIn({ profile }: OnDevice, first: QueueQuery): string | null {
  let after: string | null = null
  for (let page = 0; page < DEEP_PAGES; page++) {
    const { next } = listQueue(profile.db, { ...first, after, limit: 200 })
    if (next === null) break
    after = next
  }
  return after
}
