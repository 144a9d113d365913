import { useMemo } from 'react'
import { z } from 'zod'
import { CaseOrder, GroupBy, orderOf } from '#shared/domain/case-filter.ts'
import { QUEUE_SORTS, type QueueName } from '#shared/domain/queue.ts'
import { useSetting } from '../../../api/settings.ts'
import { ColumnChoice, USUAL_COLUMNS } from '../../../case-parts/list/columns.ts'

/** How a person wants to see a queue; kept on the device. */
const ListView = z.object({
  order: CaseOrder,
  group: GroupBy.nullable(),
  columns: z.array(ColumnChoice).min(1).max(20),
})
export type ListView = z.infer<typeof ListView>

/** How a queue opens: its own first sort, in one group. */
const usualView = (queue: QueueName): ListView => ({
  order: orderOf(QUEUE_SORTS[queue][0] ?? 'newest'),
  group: null,
  columns: [...USUAL_COLUMNS],
})

export function useListView(queue: QueueName): [ListView, (change: Partial<ListView>) => void] {
  const [kept, keep] = useSetting(`list.${queue}`, ListView)
  const usual = useMemo(() => usualView(queue), [queue])
  const view = kept ?? usual
  return [view, (change) => keep({ ...view, ...change })]
}
