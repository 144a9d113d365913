import { type AppError, appError } from '#shared/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { DeviceFile } from './device-file.ts'

const DAY_MS = 86_400_000

/** Until when a person may go on without the backend; null where nothing limits it (a file from before there was a limit). */
export const offlineUntil = ({ contacts }: DeviceFile, userId: string): string | null => {
  const contact = contacts[userId]
  return contact === undefined ? null : new Date(Date.parse(contact.at) + contact.days * DAY_MS).toISOString()
}

/** Why a person may not go on without the backend; null where they may. A given clock is not compared with another's. */
export function tooLongOffline(device: DeviceFile, userId: string, clock: Clock): AppError | null {
  const until = offlineUntil(device, userId)
  if (until === null || clock.given || clock.nowMs() <= Date.parse(until)) return null
  return appError('auth.offline-too-long', { facts: { days: device.contacts[userId]?.days ?? 0, until } })
}
