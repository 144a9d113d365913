import { putBack } from '#db/apply.ts'
import { allPending, forgetTouches, writtenBy } from '#db/outbox.ts'
import type { Profile } from '../profile.ts'
import { applyPending } from './pending-effects.ts'

const CASE_TABLES = ['serviceCase', 'timelineEntry', 'warrantyDecision', 'feeEntry', 'estimate'] as const

/**
 * Everything that is pending is decided again by what is known now: a fill is complete, or what was known of the time was wrong.
 * The caller holds the transaction.
 */
export function decideAll(profile: Profile): void {
  const { db, events } = profile
  const pendings = allPending(db).filter((pending) => pending.status !== 'held')
  for (const { ord } of pendings) for (const key of writtenBy(db, ord)) putBack(db, key)
  for (const { ord } of pendings) forgetTouches(db, ord)
  for (const pending of pendings) {
    applyPending(profile, pending)
    if (pending.caseId !== null) events.rows({ tables: CASE_TABLES, caseIds: [pending.caseId] })
  }
}
