import { giveUp, heldUnder, keepAnswered, pendingById } from '#db/outbox.ts'
import { getConflict } from '#db/queries/conflicts.ts'
import { conflictDraftId } from '#shared/contract/draft-ids.ts'
import { passcodeMissing } from '#shared/domain/secret/passcode-beside.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { heardAt } from '../sync/sync-state.ts'
import { endApproved } from './approved.ts'
import { localRef, takeNumber } from './case-numbers.ts'
import { removeDraft } from './drafts.ts'
import { decideRenamed, goOn, liftedArgs, versionOf } from './go-on.ts'
import { erasePasscode, movePasscode, passcodeBeside } from './local-passcodes.ts'
import { refreshExpects } from './refresh-expects.ts'
import { commitCommand, inTransaction, madeNow, RefusedInside, type Submitted } from './submit-command.ts'

type Args = Record<string, unknown>

/**
 * Tries a refused command again under a new id, with what stands now as its base and the person's edits in it; what waited under
 * it follows. Refused again: the conflict stays as it is.
 * @param passcode typed anew, in place of the one that was kept
 */
export function retryConflict(
  profile: Profile,
  commandId: string,
  edits: unknown,
  passcode: string | null = null,
): Result<Submitted, AppError> {
  const { db } = profile
  return inTransaction(profile, () => {
    const conflict = getConflict(db, commandId)
    if (conflict === null) throw new RefusedInside(appError('row.absent', { facts: { table: 'conflict' } }))
    const { command, caseId, settled } = conflict
    if (settled?.as === 'adopted')
      throw new RefusedInside(appError('command.done-already', { facts: { who: settled.actorName } }))
    // Erased when its case closed, or taken by a backend that lost it: to be typed again, not to be said to be there.
    const missing = passcodeMissing(command.name, passcode ?? passcodeBeside(profile, command.id))
    if (missing !== null) throw new RefusedInside(missing)
    const made = madeNow(profile)
    const given = { ...(liftedArgs(command) as Args), ...(edits as Args | undefined) }
    const args = {
      ...refreshExpects(db, command.name, caseId, given),
      ...freshNumber(profile, command.name, conflict.error, caseId),
    }
    const held = heldUnder(db, command.id)
    const asNow = { ...command, ...made, args: args as CommandEnvelope['args'], version: versionOf(command) }
    const renamed = held.length === 0 ? [] : decideRenamed(profile, asNow, command.id).renamed
    const submitted = commitCommand(
      profile,
      { name: command.name, args, retryOf: command.id, undoGroup: command.undoGroup, passcode },
      made,
    )
    if (passcode === null) movePasscode(db, command.id, made.id)
    else erasePasscode(db, command.id)
    // Held by itself: a restored backend has not heard of it yet, and is told that it was answered.
    const isLogged = pendingById(db, command.id) === undefined
    if (isLogged) keepAnswered(db, 'conflict', command.id, heardAt(profile), 'given up')
    db.run('delete from conflict where id = ?', command.id)
    removeDraft(profile, conflictDraftId(command.id))
    goOn(profile, held, { renamed, isLogged, actIsNow: true })
    return submitted
  })
}

/** A number that was refused is not tried again. @rule SOS-9 */
function freshNumber({ db }: Profile, name: string, error: AppError, caseId: string | null): Args {
  if (name !== 'case.register' || caseId === null || !error.code.startsWith('case-number.')) return {}
  const number = takeNumber(db)
  return { number, localRef: number === null ? localRef(caseId) : null }
}

/**
 * The other side stands: the command and what waited under it are given up; the backend's log keeps that they were. Where a supervisor
 * approved the command, that is what stands, and what waited goes on.
 */
export function discardConflict(profile: Profile, commandId: string): void {
  const { db, events } = profile
  const caseIds = db.transaction(() => {
    const conflict = getConflict(db, commandId)
    if (conflict === null) return []
    removeDraft(profile, conflictDraftId(commandId))
    if (conflict.settled?.as === 'adopted') endApproved(profile, commandId)
    else {
      const held = heldUnder(db, commandId).map(({ envelope }) => envelope.id)
      for (const id of [commandId, ...held]) erasePasscode(db, id)
      giveUp(db, commandId)
    }
    return conflict.caseId === null ? [] : [conflict.caseId]
  })
  events.rows({ tables: ['serviceCase'], caseIds })
}
