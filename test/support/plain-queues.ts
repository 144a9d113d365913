import { DUE_SOON_HOURS, type QueueName, WORKBENCH_STATES } from '#shared/domain/queue.ts'
import type { Row } from '#shared/domain/tables.ts'

type Case = Row<'serviceCase'>
const isOpen = (row: Case): boolean => row.state !== 'closed' && row.state !== 'cancelled'

/** Which cases stand in a queue, said once more in plain code, for a person and an instant. */
export const plainQueues = (me: string, now: string): Readonly<Record<QueueName, (row: Case) => boolean>> => ({
  mine: (row) => isOpen(row) && row.ownerId === me,
  unassigned: (row) => isOpen(row) && row.ownerId === null,
  'due-soon': (row) =>
    isOpen(row) && row.dueAt !== null && Date.parse(row.dueAt) <= Date.parse(now) + DUE_SOON_HOURS * 3_600_000,
  'waiting-customer': (row) => isOpen(row) && row.waitingFor === 'customer',
  workbench: (row) => row.flow === 'workshop' && WORKBENCH_STATES.includes(row.state),
  'awaiting-parts': (row) => isOpen(row) && row.waitingFor === 'part',
  ready: (row) => row.state === 'ready',
  closed: (row) => !isOpen(row),
})
