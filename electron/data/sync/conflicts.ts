import { forgetTouches, markHeld, type Pending } from '#db/outbox.ts'
import type { AppError } from '#shared/errors.ts'
import type { Profile } from '../profile.ts'
import type { RowsChanged } from '../lib/change-events.ts'
import { replay } from '../services/pending-effects.ts'

/**
 * Turns refused commands into conflicts: put back, kept with the reason. A later command of the same case that no longer holds
 * without them waits under the first; every other one goes on. The caller holds the transaction.
 */
export function setAside(
  profile: Profile,
  refused: readonly { pending: Pending; error: AppError }[],
  refusedAt: string,
): RowsChanged {
  const { db } = profile
  const top = refused.filter(({ pending }) => pending.status !== 'held')
  for (const { pending } of refused)
    if (pending.status === 'held' && pending.heldBy) markHeld(db, pending.ord, pending.heldBy, true)
  if (top.length === 0) return { tables: [], caseIds: [] }

  for (const { pending, error } of top) keepConflict(profile, pending, error, refusedAt)
  const result = replay(profile, {
    names: [],
    settled: top.map(({ pending }) => pending.ord),
    incoming: [],
    bring: () => {},
  })
  const refusedIds = new Set(refused.map(({ pending }) => pending.envelope.id))
  for (const { pending } of result.refused) {
    const above = top.find((other) => other.pending.caseId === pending.caseId && other.pending.ord < pending.ord)
    if (above === undefined) continue
    forgetTouches(db, pending.ord)
    markHeld(db, pending.ord, above.pending.envelope.id, refusedIds.has(pending.envelope.id))
  }
  const caseIds = new Set(result.caseIds)
  for (const { pending } of top) if (pending.caseId !== null) caseIds.add(pending.caseId)
  return { tables: new Set([...result.tables, 'serviceCase' as const]), caseIds }
}

/** The refused command with its reason. */
export function keepConflict({ db, user }: Profile, pending: Pending, error: AppError, refusedAt: string): void {
  const { envelope } = pending
  db.run(
    `insert into conflict (id, ord, name, version, args, act_at, retry_of, undo_group, case_id, error, actor_name, refused_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    envelope.id,
    pending.ord,
    envelope.name,
    envelope.version,
    JSON.stringify(envelope.args),
    envelope.actAt,
    envelope.retryOf,
    envelope.undoGroup,
    pending.caseId,
    JSON.stringify(error),
    user.name,
    refusedAt,
  )
}
