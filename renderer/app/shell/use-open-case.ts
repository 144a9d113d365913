import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { QueueName } from '#shared/domain/queue.ts'
import { paths } from '../paths.ts'

/** The queue of a place: where a case opened from elsewhere is shown beside. */
export const queueOf = (location: string): QueueName => QueueName.safeParse(location.split('/')[2]).data ?? 'mine'

/** Opens a case beside the queue that is shown, or beside the person's own. */
export function useOpenCase(): (caseId: string) => void {
  const [location, navigate] = useLocation()
  return useCallback((caseId: string) => navigate(paths.case(queueOf(location), caseId)), [location, navigate])
}
