import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'
import type { Tone } from '../../ui/status-dot.tsx'

/** How a state looks beside its word: waiting is amber, done is green, ended is quiet. */
export const STATE_TONE: Readonly<Record<CaseState, Tone>> = {
  registered: 'neutral',
  received: 'info',
  diagnosing: 'info',
  'awaiting-part': 'warning',
  'awaiting-customer': 'warning',
  'quote-accepted': 'info',
  declined: 'info',
  repairing: 'info',
  swapping: 'info',
  ready: 'good',
  'in-transit': 'info',
  delivered: 'good',
  assigned: 'info',
  'in-progress': 'info',
  waiting: 'warning',
  solved: 'good',
  accepted: 'good',
  closed: 'neutral',
  cancelled: 'neutral',
}
