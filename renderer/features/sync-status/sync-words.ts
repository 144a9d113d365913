import type { SyncStatus } from '#shared/contract/views.ts'
import type { Tone } from '../../ui/status-dot.tsx'

/** Offline is a normal colour: amber, never red. */
export const TONE_OF: Readonly<Record<SyncStatus['state'], Tone>> = {
  offline: 'warning',
  connecting: 'neutral',
  'catching-up': 'info',
  live: 'good',
}

/** Below this the person is told how many numbers are left (SOS-9). */
export const NUMBERS_LOW = 20

/** Above this the clock of the machine is worth a word; above `TRUSTED_SKEW_MS` it stands in the bar. */
export const SKEW_WORTH_TELLING_MS = 60_000

/** @param skewMs device clock minus backend clock */
export const clockWordOf = (skewMs: number): 'clock-ahead' | 'clock-behind' =>
  skewMs > 0 ? 'clock-ahead' : 'clock-behind'
