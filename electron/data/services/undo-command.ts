import { acknowledgedLike, pendingById, type Pending, queuedInGroup, sentInGroup } from '#db/outbox.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { readArgs } from '#shared/domain/command/upcast.ts'
import type { Inverse } from '#shared/domain/command/define.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { RowsChanged } from '../lib/change-events.ts'
import type { Profile } from '../profile.ts'
import { erasePasscode } from './local-passcodes.ts'
import { NOTHING_COMES, replay } from './pending-effects.ts'
import { commitCommand, inTransaction, RefusedInside } from './submit-command.ts'

/** Commands that were made to take others back. */
type Undone = { readonly inverses: string[] }

/**
 * Takes a command back, with all that were made together with it. What has not been sent leaves the outbox without a trace; what
 * may have arrived is answered by its inverse, a new command, where it has one. Too late otherwise, when something that was done
 * since builds on it, or when it tried a refused command again: the conflict was answered by it, and without both the person's
 * words would be nowhere.
 */
export function undoCommand(profile: Profile, commandId: string): Result<Undone, AppError> {
  return inTransaction(profile, () => {
    const { queued, sent } = groupOf(profile, commandId)
    const inverses = sent.map(inverseOf).reverse()
    const undoGroup = inverses.length > 1 ? profile.newId() : null
    const back = takeBack(profile, queued)
    const made = inverses.map(({ name, args }) => commitCommand(profile, { name, args, undoGroup }))
    return {
      inverses: made.map((each) => each.commandId),
      changed: merged([back, ...made.map((each) => each.changed)]),
    }
  })
}

/** Everything that was made together with a command, in order. */
function groupOf({ db }: Profile, id: string): { queued: readonly Pending[]; sent: readonly CommandEnvelope[] } {
  const pending = pendingById(db, id)
  const envelope = pending?.envelope ?? acknowledgedLike(db, 'id', id)[0]
  if (envelope === undefined || pending?.status === 'held') throw new RefusedInside(appError('undo.too-late'))
  const { undoGroup } = envelope
  if (undoGroup === null)
    return pending?.status === 'queued' ? { queued: [pending], sent: [] } : { queued: [], sent: [envelope] }
  return {
    queued: queuedInGroup(db, undoGroup),
    sent: [
      ...acknowledgedLike(db, 'undo_group', undoGroup),
      ...sentInGroup(db, undoGroup).map((each) => each.envelope),
    ],
  }
}

function inverseOf(envelope: CommandEnvelope): Inverse {
  const command = commandOf(envelope.name)
  const args = command && readArgs(command, envelope)
  const inverse = args !== undefined && envelope.retryOf === null ? command?.inverse?.(args) : null
  if (!inverse) throw new RefusedInside(appError('undo.too-late'))
  return inverse
}

function takeBack(profile: Profile, group: readonly Pending[]): RowsChanged {
  const { db } = profile
  if (group.length === 0) return { tables: [], caseIds: [] }
  if (group.some(({ envelope }) => envelope.retryOf !== null)) throw new RefusedInside(appError('undo.too-late'))
  const settled = group.map((pending) => pending.ord)
  const result = replay(profile, { ...NOTHING_COMES, settled })
  if (result.refused.some(({ pending }) => pending.refusal === null)) throw new RefusedInside(appError('undo.too-late'))
  for (const pending of group) erasePasscode(db, pending.envelope.id)
  const caseIds = group.flatMap((pending) => pending.caseId ?? [])
  return { tables: [...result.tables, 'serviceCase'], caseIds: [...result.caseIds, ...caseIds] }
}

const merged = (all: readonly RowsChanged[]): RowsChanged => ({
  tables: new Set(all.flatMap(({ tables }) => [...tables])),
  caseIds: new Set(all.flatMap(({ caseIds }) => [...caseIds])),
})
