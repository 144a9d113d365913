import { create } from 'zustand'
import type { QueueName, QueueSort } from '#shared/domain/queue.ts'

type QueueView = {
  /** The sort that the person chose for a queue; it opens with its own first sort. */
  readonly sorts: Partial<Record<QueueName, QueueSort>>
  /** The row that the keyboard stands on, by queue, so that coming back finds it again. */
  readonly active: Partial<Record<QueueName, string>>
}

export const useQueueView = create<QueueView>(() => ({ sorts: {}, active: {} }))

export const setSort = (queue: QueueName, sort: QueueSort): void =>
  useQueueView.setState(({ sorts }) => ({ sorts: { ...sorts, [queue]: sort } }))

export const setActive = (queue: QueueName, caseId: string): void =>
  useQueueView.setState(({ active }) => ({ active: { ...active, [queue]: caseId } }))
