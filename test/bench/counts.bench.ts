import { countQueues } from '#db/queries/queue.ts'
import { ME } from './dataset/reference.ts'
import { type BenchResult, measured } from './result.ts'
import { inTurn } from './sampling.ts'
import { withDataset } from './with-dataset.ts'

/** The exact counts of all queues, against reading every counter there is in one bare statement. */
export const benchCounts = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, ({ profile, raw, now }) => [
    measured({
      name: 'counts',
      unit: 'ms',
      ...inTurn(
        2000,
        50,
        () => countQueues(profile.db, { me: ME.id, now }),
        () => raw.all('select bucket, n from queue_count'),
      ),
      goal: 1,
      goalOn: 'figure',
      about: 'all eight, "due soon" counted over its index; limit: all counters in one statement',
    }),
  ])
