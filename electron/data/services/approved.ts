import { heldUnder, keepAnswered, pendingById, removePending } from '#db/outbox.ts'
import { approvedConflicts, approvedWaiting } from '#db/queries/approved.ts'
import { conflictDraftId } from '#shared/contract/draft-ids.ts'
import type { Profile } from '../profile.ts'
import { heardAt } from '../sync/sync-state.ts'
import { getDraft } from './drafts.ts'
import { goOn } from './go-on.ts'
import { erasePasscode } from './local-passcodes.ts'

/**
 * What a supervisor did in this person's place is done: its conflict ends by itself, and what waited under it goes on, as of when it
 * was made and under the ids that it names. One that is being edited stays until the person has decided about their words. The
 * caller holds the transaction, in which the rows of the approval came or the refusal was heard.
 */
export function endAllApproved(profile: Profile): void {
  const { db, events } = profile
  const caseIds = new Set<string>()
  for (const { ord, id, caseId } of approvedWaiting(db)) {
    keepAnswered(db, 'outbox', id, heardAt(profile), 'done')
    erasePasscode(db, id)
    removePending(db, ord)
    caseIds.add(caseId)
  }
  for (const { id, caseId } of approvedConflicts(db)) {
    if (getDraft(profile, conflictDraftId(id)) !== null) continue
    endApproved(profile, id)
    caseIds.add(caseId)
  }
  if (caseIds.size === 0) return
  events.rows({ tables: ['serviceCase'], caseIds })
  events.emit({ kind: 'conflicts' })
}

/** One of them. A backend that is restored from before the approval hears of the command again. */
export function endApproved(profile: Profile, id: string): void {
  const { db } = profile
  const held = heldUnder(db, id)
  keepAnswered(db, 'conflict', id, heardAt(profile), 'done')
  erasePasscode(db, id)
  db.run('delete from conflict where id = ?', id)
  const toLog = pendingById(db, id)
  if (toLog !== undefined) removePending(db, toLog.ord)
  goOn(profile, held, { renamed: [], isLogged: true, actIsNow: false })
}
