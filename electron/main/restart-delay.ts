/** Ends that are further back no longer count. */
const FORGIVEN_AFTER_MS = 60_000
const STEPS_MS = [100, 500, 2_000, 5_000, 15_000, 30_000] as const

/**
 * How long to wait before something that ended is started again: at once the first time, longer while it keeps ending.
 * @param ends when it ended before, epoch ms
 */
export function restartDelayMs(ends: readonly number[], now: number): number {
  const recent = ends.filter((at) => now - at < FORGIVEN_AFTER_MS).length
  return STEPS_MS[Math.min(recent, STEPS_MS.length - 1)] ?? 0
}
