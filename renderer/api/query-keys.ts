import type { QueueName, QueueSort } from '#shared/domain/queue.ts'

/** First words of every query key; the change subscriber invalidates by them. */
export const keys = {
  queues: ['queue'] as const,
  queue: (queue: QueueName, sort: QueueSort) => ['queue', queue, sort] as const,
  /** Queues narrowed, sorted and counted at will: answers that take some work. */
  found: ['found'] as const,
  counts: ['counts'] as const,
  cases: ['case'] as const,
  case: (caseId: string) => ['case', caseId] as const,
  searches: ['search'] as const,
  search: (text: string) => ['search', text] as const,
  duplicates: ['duplicates'] as const,
  reference: ['reference'] as const,
  conflicts: ['conflicts'] as const,
  session: ['session'] as const,
  sync: ['sync'] as const,
  settings: ['settings'] as const,
  drafts: ['drafts'] as const,
}
