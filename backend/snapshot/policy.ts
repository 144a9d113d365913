/** When a snapshot is made, given and thrown away. */
export type SnapshotPolicy = {
  /** Fewer rows come as quickly one by one. */
  readonly minRows: number
  /** Older, or with more changes behind it than this share of its rows: made anew at the next question. */
  readonly freshMs: number
  readonly freshShare: number
  /** With more changes behind it than this share, rows are the quicker way. */
  readonly givenShare: number
  /** Removed at this age: what was erased at the backend must not live on in a file. */
  readonly keptMs: number
  /** Files of the node; the oldest go first. */
  readonly most: number
  /** After a build that failed, or found too few rows. */
  readonly againMs: number
}

const HOUR_MS = 3_600_000
export const SNAPSHOT_POLICY: SnapshotPolicy = {
  minRows: 20_000,
  freshMs: 12 * HOUR_MS,
  freshShare: 0.05,
  givenShare: 0.3,
  keptMs: 48 * HOUR_MS,
  most: 20,
  againMs: HOUR_MS / 4,
}

type Aged = { readonly start: number; readonly rows: number; readonly builtAt: string }
export type Moment = { readonly nowMs: number; readonly position: number }

const ageMs = (snapshot: Aged, nowMs: number): number => nowMs - Date.parse(snapshot.builtAt)
const behind = (snapshot: Aged, position: number): number => (position - snapshot.start) / Math.max(1, snapshot.rows)

/** Whether it is worth its download. A position that is less than its own belongs to another history. */
export const isGiven = (snapshot: Aged, { nowMs, position }: Moment, policy: SnapshotPolicy): boolean =>
  ageMs(snapshot, nowMs) < policy.keptMs &&
  position >= snapshot.start &&
  behind(snapshot, position) <= policy.givenShare

export const isFresh = (snapshot: Aged, at: Moment, policy: SnapshotPolicy): boolean =>
  isGiven(snapshot, at, policy) &&
  ageMs(snapshot, at.nowMs) < policy.freshMs &&
  behind(snapshot, at.position) <= policy.freshShare

/**
 * Those that go: too old, of another history, beyond the number, and all but the two newest of a scope; the one before is kept for
 * devices that have begun it.
 */
export function toRemove<S extends Aged & { readonly base: string; readonly epoch: string }>(
  kept: readonly S[],
  base: string,
  nowMs: number,
  policy: SnapshotPolicy,
): S[] {
  const newestFirst = [...kept].sort((a, b) => b.builtAt.localeCompare(a.builtAt))
  const ofScope = new Map<string, number>()
  let staying = 0
  return newestFirst.filter((snapshot) => {
    const nth = (ofScope.get(snapshot.epoch) ?? 0) + 1
    const isUsed = snapshot.base === base && ageMs(snapshot, nowMs) < policy.keptMs
    const stays = isUsed && nth <= 2 && staying < policy.most
    if (stays) {
      ofScope.set(snapshot.epoch, nth)
      staying += 1
    }
    return !stays
  })
}
