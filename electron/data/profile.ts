import { v7 as uuidV7 } from 'uuid'
import { type Db, openDb } from '#db/client.ts'
import type { Actor } from '#shared/domain/command/define.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { type ActClock, createActClock } from './lib/act-clock.ts'
import { type ChangeEvents, createChangeEvents } from './lib/change-events.ts'
import { type Clock, createClock } from './lib/clock.ts'
import { createSealer, newDeviceKey, type Sealer } from './lib/sealer.ts'
import { systemTimers } from './lib/timers.ts'

/** One person's file on this device and what every use case needs with it. */
export type Profile = {
  readonly db: Db
  /** Set again when the backend says that the person's name or permissions changed. */
  user: SessionUser
  /** How the backend knows this file: numbers are leased to it. */
  readonly deviceId: string
  readonly clock: Clock
  readonly acts: ActClock
  readonly newId: () => string
  readonly sealer: Sealer
  readonly events: ChangeEvents
  /** How often commands were decided on this device; the measure of what a pull disturbs. */
  decisions: number
}

export type ProfileOptions = {
  /** The SQLite file, or `:memory:`. */
  readonly file: string
  readonly migrations: string
  readonly user: SessionUser
  readonly deviceId: string
  readonly clock?: Clock
  readonly sealer?: Sealer
  readonly newId?: () => string
  readonly events?: ChangeEvents
  /** For a second connection in the background, see `db/client.ts`. */
  readonly yieldsTo?: SharedArrayBuffer
  readonly onSlow?: (sql: string, ms: number) => void
}

/** Opens a profile; needs no Electron and no network. */
export function openProfile(options: ProfileOptions): Profile {
  const { file, migrations, user, deviceId, onSlow, yieldsTo } = options
  const db = openDb({
    file,
    migrations,
    ...(onSlow === undefined ? {} : { onSlow }),
    ...(yieldsTo === undefined ? {} : { yieldsTo }),
  })
  const clock = options.clock ?? createClock(null)
  return {
    db,
    user,
    deviceId,
    clock,
    acts: createActClock(db, clock),
    newId: options.newId ?? (() => uuidV7()),
    sealer: options.sealer ?? createSealer(newDeviceKey()),
    events: options.events ?? createChangeEvents(systemTimers),
    decisions: 0,
  }
}

export const actorOf = ({ user }: Profile): Actor => ({ id: user.id, name: user.name, permissions: user.permissions })
