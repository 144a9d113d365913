import type { QueueName } from '#shared/domain/queue.ts'

/** Where each screen is. Links are built here and nowhere else. */
export const paths = {
  queue: (queue: QueueName) => `/q/${queue}`,
  case: (queue: QueueName, caseId: string) => `/q/${queue}/${caseId}`,
  search: '/search',
  searchCase: (caseId: string) => `/search/${caseId}`,
  intake: '/intake',
  workbench: '/workbench',
  workbenchCase: (caseId: string) => `/workbench/${caseId}`,
  conflicts: '/conflicts',
  settings: '/settings',
  gallery: '/gallery',
} as const

export const HOME = paths.queue('mine')
