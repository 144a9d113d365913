import { queryOptions } from '@tanstack/react-query'
import type { CaseListItem, SearchHit } from '#shared/contract/views.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

const PAGE = 200
/** A bench holds tens of units; past this a board is no help, and the queue beside it has them all. */
const MOST = 1000

async function wholeQueue(queue: QueueName): Promise<CaseListItem[]> {
  const items: CaseListItem[] = []
  let after: string | null = null
  do {
    const page: { items: CaseListItem[]; next: string | null } = await api.queue.list({
      queue,
      sort: 'oldest',
      after,
      limit: PAGE,
    })
    items.push(...page.items)
    after = page.next
  } while (after !== null && items.length < MOST)
  return items
}

/** Everything on the bench and everything that waits for a part. */
export const benchQuery = queryOptions({
  queryKey: [...keys.queues, 'bench'],
  queryFn: async () => {
    const [bench, waiting] = await Promise.all([wholeQueue('workbench'), wholeQueue('awaiting-parts')])
    return [...bench, ...waiting]
  },
})

/** Asked fresh at each scan: what was registered a second ago is on the bench now. */
export const searchUnits = async (text: string): Promise<SearchHit[]> =>
  (await api.cases.search({ text, limit: 50 })).hits
