import { addPending } from '#db/outbox.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { passcodeMissing } from '#shared/domain/secret/passcode-beside.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { RowsChanged } from '../lib/change-events.ts'
import type { Profile } from '../profile.ts'
import { eraseEnded, keepPasscode } from './local-passcodes.ts'
import { applyPending } from './pending-effects.ts'

export type Submission = {
  readonly name: string
  readonly args: unknown
  readonly passcode?: string | null
  readonly undoGroup?: string | null
  readonly retryOf?: string | null
}
export type Submitted = { readonly commandId: string; readonly caseId: string; readonly decided: boolean }

/** A refusal inside the transaction: everything is undone, and the answer says why. */
export class RefusedInside extends Error {
  readonly refusal: AppError
  constructor(refusal: AppError) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * What a person does: decided, and committed with its rows, its outbox entry and its sealed passcode in one durable transaction
 * before this answers. Refused: nothing is written.
 */
export function submitCommand(profile: Profile, submission: Submission): Result<Submitted, AppError> {
  const missing = passcodeMissing(submission.name, submission.passcode)
  return missing === null ? inTransaction(profile, () => commitCommand(profile, submission)) : err(missing)
}

/** Runs `work` in one transaction; a {@link RefusedInside} becomes the answer. Windows are told after the commit. */
export function inTransaction<T extends { changed: RowsChanged }>(
  profile: Profile,
  work: () => T,
): Result<Omit<T, 'changed'>, AppError> {
  try {
    const { changed, ...value } = profile.db.transaction(work)
    profile.events.rows(changed)
    return ok(value)
  } catch (error) {
    if (error instanceof RefusedInside) return err(error.refusal)
    throw error
  }
}

type Made = Pick<CommandEnvelope, 'id' | 'actAt' | 'skewMs'>

export const madeNow = ({ newId, acts }: Profile): Made => ({ id: newId(), actAt: acts.next(), skewMs: acts.skewMs() })

/** The transaction's work; throws {@link RefusedInside}. `made`: of a command that goes on under its id or as of its time. */
export function commitCommand(
  profile: Profile,
  submission: Submission,
  made: Made = madeNow(profile),
): Submitted & { changed: RowsChanged } {
  const { db } = profile
  const command = commandOf(submission.name)
  if (command === undefined) throw new RefusedInside(appError('command.unknown', { facts: { name: submission.name } }))
  // Parsed before it is kept, so that nothing beside the declared arguments (a passcode) gets into the outbox.
  const parsed = command.args.safeParse(submission.args)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.map(String).join('.') ?? ''
    throw new RefusedInside(appError('input.invalid', { field, facts: { problem: issue?.message ?? '' } }))
  }
  const envelope: CommandEnvelope = {
    id: made.id,
    name: command.name,
    version: command.version,
    args: parsed.data as CommandEnvelope['args'],
    actAt: made.actAt,
    skewMs: made.skewMs,
    retryOf: submission.retryOf ?? null,
    undoGroup: submission.undoGroup ?? null,
  }
  const caseId = command.caseOf(parsed.data)
  const decision = applyPending(profile, addPending(db, envelope, caseId))
  if (decision.kind === 'refused' || decision.kind === 'crashed') throw new RefusedInside(decision.error)
  if (submission.passcode) keepPasscode(profile, envelope.id, caseId, submission.passcode)
  eraseEnded(db)
  return {
    commandId: envelope.id,
    caseId,
    decided: decision.kind === 'accepted',
    changed: {
      tables: decision.kind === 'accepted' ? new Set(decision.changes.map((change) => change.table)) : [],
      caseIds: [caseId],
    },
  }
}
