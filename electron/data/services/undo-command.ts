import { type Pending, pendingById, queuedInGroup } from '#db/outbox.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { erasePasscode } from './local-passcodes.ts'
import { replay } from './pending-effects.ts'
import { inTransaction, RefusedInside } from './submit-command.ts'

/**
 * Takes back a command that has not been sent, with all that were made together with it. Too late once one of them may have
 * arrived, when something that was done since builds on it, or when it tried a refused command again: the conflict was answered by
 * it, and without both the person's words would be nowhere.
 */
export function undoCommand(profile: Profile, commandId: string): Result<Record<string, never>, AppError> {
  return inTransaction(profile, () => {
    const { db } = profile
    const found = pendingById(db, commandId)
    if (found === undefined || found.status !== 'queued') throw new RefusedInside(appError('undo.too-late'))
    const group: readonly Pending[] =
      found.envelope.undoGroup === null ? [found] : queuedInGroup(db, found.envelope.undoGroup)
    if (group.some(({ envelope }) => envelope.retryOf !== null)) throw new RefusedInside(appError('undo.too-late'))
    const result = replay(profile, {
      names: [],
      settled: group.map((pending) => pending.ord),
      incoming: [],
      bring: () => {},
    })
    if (result.refused.some(({ pending }) => pending.refusal === null))
      throw new RefusedInside(appError('undo.too-late'))
    for (const pending of group) erasePasscode(db, pending.envelope.id)
    const caseIds = group.flatMap((pending) => pending.caseId ?? [])
    return { changed: { tables: [...result.tables, 'serviceCase' as const], caseIds: [...result.caseIds, ...caseIds] } }
  })
}
