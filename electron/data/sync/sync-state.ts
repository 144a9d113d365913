import type { ReadDb, WriteDb } from '#db/client.ts'

/** Where this file stands in the backend's order. */
export type SyncState = {
  readonly epoch: string | null
  readonly position: number
  readonly filled: boolean
  readonly offsetMs: number
  readonly lastPullAt: string | null
}

export function readSyncState(db: ReadDb): SyncState {
  const row = db.get<Omit<SyncState, 'filled'> & { filled: number }>(
    `select epoch, position, filled, offset_ms as offsetMs, last_pull_at as lastPullAt from sync_state where one = 1`,
  )
  if (row === undefined) throw new Error('the file has no sync state')
  return { ...row, filled: row.filled === 1 }
}

/**
 * What an answer says about the time: the offset of the backend's clock, read in the middle of the request, and that there was
 * contact. A given clock is nobody else's, so that nothing is learned from it.
 */
export function keepContact(
  db: WriteDb,
  contact: { serverTime: string; askedAtMs: number; answeredAtMs: number; given: boolean },
): void {
  const offset = contact.given
    ? 0
    : Math.round(Date.parse(contact.serverTime) - (contact.askedAtMs + contact.answeredAtMs) / 2)
  db.run('update sync_state set offset_ms = ?, contact_at = ? where one = 1', offset, contact.serverTime)
}
