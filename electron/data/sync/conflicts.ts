import { forgetTouches, markHeld, type Pending, pendingAt } from '#db/outbox.ts'
import type { TableName } from '#shared/domain/tables.ts'
import type { AppError } from '#shared/errors.ts'
import type { Profile } from '../profile.ts'
import type { RowsChanged } from '../lib/change-events.ts'
import { NOTHING_COMES, replay } from '../services/pending-effects.ts'

export type Refused = { readonly pending: Pending; readonly error: AppError }

/**
 * Turns refused commands into conflicts: put back, kept with the reason. A later command of the same case that held with them and
 * does not hold without them builds on them: it waits under the first, also when the backend has refused it too. Every other one
 * goes on, or is a conflict of its own. The caller holds the transaction.
 */
export function setAside(profile: Profile, refused: readonly Refused[], refusedAt: string): RowsChanged {
  const { db } = profile
  const tables = new Set<TableName>()
  const caseIds = new Set<string>()
  for (const { pending, error } of refused.toSorted((a, b) => a.pending.ord - b.pending.ord)) {
    const now = pendingAt(db, pending.ord)
    if (now === undefined) continue
    if (now.heldBy !== null) {
      markHeld(db, now.ord, now.heldBy, true)
      continue
    }
    const result = setOneAside(profile, { pending: now, error }, refusedAt)
    for (const table of result.tables) tables.add(table)
    for (const caseId of result.caseIds) caseIds.add(caseId)
    tables.add('serviceCase')
    if (now.caseId !== null) caseIds.add(now.caseId)
  }
  return { tables, caseIds }
}

function setOneAside(profile: Profile, { pending, error }: Refused, refusedAt: string): RowsChanged {
  const { db } = profile
  keepConflict(profile, pending, error, refusedAt)
  const result = replay(profile, { ...NOTHING_COMES, settled: [pending.ord] })
  for (const { pending: later } of result.refused) {
    const builds = later.refusal === null && later.caseId === pending.caseId && later.ord > pending.ord
    if (!builds) continue
    forgetTouches(db, later.ord)
    markHeld(db, later.ord, pending.envelope.id, false)
  }
  return result
}

/** The refused command with its reason. */
export function keepConflict({ db, user }: Profile, pending: Pending, error: AppError, refusedAt: string): void {
  const { envelope } = pending
  db.run(
    `insert into conflict (id, ord, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, error, actor_name, refused_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    envelope.id,
    pending.ord,
    envelope.name,
    envelope.version,
    JSON.stringify(envelope.args),
    envelope.actAt,
    envelope.skewMs ?? null,
    envelope.retryOf,
    envelope.undoGroup,
    pending.caseId,
    JSON.stringify(error),
    user.name,
    refusedAt,
  )
}
