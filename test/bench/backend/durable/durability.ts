/** What became of what was acknowledged, when nothing is sure but what was synced to the disk. */
export type Durability = {
  readonly acknowledged: number
  /** Acknowledged while what it takes was not synced. */
  readonly unsynced: number
  /** So often the power failed. */
  readonly failures: number
  /** What was acknowledged and is not there afterwards; a damaged file counts as one. */
  readonly lost: number
  /** The same, had the disk kept nothing of what it was told to keep: more than none, or the replay proves nothing. */
  readonly lostWithoutSync: number
}
