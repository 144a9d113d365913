import { putBack } from '#db/apply.ts'
import type { Db } from '#db/client.ts'
import { allPending, forgetTouches, writtenBy } from '#db/outbox.ts'
import { applyPending } from '#electron/data/services/pending-effects.ts'
import { readSyncState } from '#electron/data/sync/sync-state.ts'
import { allRows } from '#test/support/table-rows.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import type { Stage } from '../history/stage.ts'
import { firstDifference } from './first-difference.ts'

class Back extends Error {}

/** What a desk shows is what the backend last gave it, with everything pending decided on top in the order in which it was made. */
export function looksRight({ desks, journal, unsureRoles }: Stage): void {
  if (unsureRoles) return // some was decided by older permissions
  for (const desk of desks) {
    const difference = decidedAnew(desk)
    if (difference !== null) journal.violations.push(`${desk.username} shows what does not follow: ${difference}`)
  }
}

function decidedAnew(desk: SimDesk): string | null {
  const { running } = desk
  if (running === null || running.power.isDead() || !readSyncState(running.profile.db).filled) return null
  const { profile } = running
  const db: Db = profile.db
  const before = allRows(db)
  let after = before
  try {
    db.transaction(() => {
      const pendings = allPending(db).filter(({ status }) => status !== 'held')
      for (const { ord } of pendings) for (const key of writtenBy(db, ord)) putBack(db, key)
      for (const { ord } of pendings) forgetTouches(db, ord)
      for (const pending of pendings) applyPending(profile, pending)
      after = allRows(db)
      throw new Back()
    })
  } catch (error) {
    if (!(error instanceof Back)) throw error
  }
  return firstDifference(after, before)
}
