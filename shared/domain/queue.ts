import { z } from 'zod'
import type { CaseState } from './service-case/service-case.rows.ts'

/** The queues that every desk has. Which cases stand in one is said once, here; SQL and screens follow. */
export const QueueName = z.enum([
  'mine',
  'unassigned',
  'due-soon',
  'waiting-customer',
  'workbench',
  'awaiting-parts',
  'ready',
  'closed',
])
export type QueueName = z.infer<typeof QueueName>

export const QueueSort = z.enum(['newest', 'oldest', 'due', 'changed'])
export type QueueSort = z.infer<typeof QueueSort>

/** States of the cases that lie on the technician's bench. */
export const WORKBENCH_STATES: readonly CaseState[] = [
  'received',
  'diagnosing',
  'quote-accepted',
  'declined',
  'repairing',
  'swapping',
]

/** "Due soon" reaches this far ahead; what is overdue is in it too. */
export const DUE_SOON_HOURS = 24

/** The sort each queue opens with, and the others it offers. */
export const QUEUE_SORTS: Readonly<Record<QueueName, readonly QueueSort[]>> = {
  mine: ['newest', 'oldest', 'changed'],
  unassigned: ['oldest', 'newest', 'changed'],
  'due-soon': ['due'],
  'waiting-customer': ['changed', 'newest', 'oldest'],
  workbench: ['oldest', 'newest', 'changed'],
  'awaiting-parts': ['oldest', 'newest', 'changed'],
  ready: ['oldest', 'newest', 'changed'],
  closed: ['newest', 'oldest', 'changed'],
}
