import type { ReadDb } from '#db/client.ts'
import type { Profile } from '../profile.ts'

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

/** The backend's time when it was last heard of: what is kept for some days does not go because a device's clock is wrong. */
export const heardAt = ({ db, acts }: Pick<Profile, 'db' | 'acts'>): string =>
  db.value<string | null>('select contact_at from sync_state where one = 1') ?? acts.now()
