import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '#db/client.ts'
import { createChangeEvents } from '#electron/data/lib/change-events.ts'
import { createClock } from '#electron/data/lib/clock.ts'
import { createSealer, newDeviceKey } from '#electron/data/lib/sealer.ts'
import { systemTimers } from '#electron/data/lib/timers.ts'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { openDevice } from '#electron/data/services/device-file.ts'
import { openPictureFile } from '#electron/data/services/first-picture.ts'
import { readStoredSession } from '#electron/data/services/stored-session.ts'
import { createSessions, type Signed } from '#electron/data/session.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createQuarantineClient } from '#electron/data/sync/quarantine-client.ts'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import { BackendRefused } from './backend-target.ts'
import type { ImportTarget } from './import-rows.ts'
import { startOwnBackend } from './own-backend.ts'
import { expectManyRows, submitToProfile, TOGETHER } from './submit-to-profile.ts'

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
/** A first fill or the sending of what was imported may stand still for this long before the import gives up waiting. */
const PATIENCE_MS = 60_000

export type Person = { readonly username: string; readonly password: string }

/**
 * The profile on this device. Somebody who signed in before: rows are committed to their file and sent when the app is online next.
 * Nobody yet: the person is signed in first, at `backend` or the embedded one, and what came in is sent before it ends.
 */
export async function profileTarget(
  userData: string,
  backend: string | undefined,
  person: Person,
): Promise<ImportTarget> {
  const known = knownProfile(userData)
  if (known !== null) {
    expectManyRows(known.db)
    return {
      batch: TOGETHER,
      submit: async (batch) => submitToProfile(known, batch),
      close: async () => known.db.close(),
    }
  }
  return signedInTarget(userData, backend, person)
}

function knownProfile(userData: string): Profile | null {
  if (!existsSync(join(userData, 'device.json'))) return null
  const { signedIn } = openDevice(join(userData, 'device.json')).get()
  const file = join(userData, 'data', `${signedIn}.sqlite`)
  if (signedIn === null || !existsSync(file)) return null
  const db = openDb({ file, migrations: MIGRATIONS })
  const stored = readStoredSession(db)
  db.close()
  if (stored === null) return null
  return openProfile({ file, migrations: MIGRATIONS, user: stored.user, deviceId: signedIn })
}

async function signedInTarget(userData: string, backend: string | undefined, person: Person): Promise<ImportTarget> {
  const own = backend === undefined ? await startOwnBackend(join(userData, 'backend')) : null
  const sessions = createSessions({
    device: openDevice(join(userData, 'device.json')),
    folder: join(userData, 'data'),
    migrations: MIGRATIONS,
    picture: openPictureFile(join(userData, FIRST_PICTURE_FILE)),
    exports: join(userData, 'exports'),
    transport: createHttpTransport({ url: () => backend ?? own?.url ?? null }),
    quarantine: createQuarantineClient({ url: () => backend ?? own?.url ?? null }),
    sealer: createSealer(newDeviceKey()),
    clock: createClock(null),
    timers: systemTimers,
    random: Math.random,
    events: createChangeEvents(systemTimers),
    onBroken: (problem) => process.stderr.write(`sync: ${problem instanceof Error ? problem.name : 'failed'}\n`),
  })
  const close = async () => {
    await sessions.close()
    await own?.stop()
  }
  try {
    const answer = await sessions.signIn(person.username, person.password)
    if (!answer.ok) throw new BackendRefused(`${person.username} was not signed in: ${answer.error.code}`)
    const signed = sessions.current()
    if (signed === null) throw new BackendRefused('nobody is signed in')
    await settled(signed)
    expectManyRows(signed.profile.db)
    return {
      batch: TOGETHER,
      submit: async (batch) => {
        const answers = submitToProfile(signed.profile, batch)
        signed.engine.committed()
        return answers
      },
      close: async () => {
        try {
          await settled(signed)
        } finally {
          await close()
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits until everything has come and everything is sent; gives up when nothing moves any more, since nothing is lost by it. */
async function settled({ engine, profile }: Signed): Promise<void> {
  let last = ''
  let movedAt = Date.now()
  while (Date.now() - movedAt < PATIENCE_MS) {
    const { state, waiting, progress } = engine.status()
    const filled = profile.db.value<number>('select filled from sync_state where one = 1') === 1
    if (filled && state === 'live' && waiting === 0) return
    const now = JSON.stringify([state, waiting, progress])
    if (now !== last) movedAt = Date.now()
    last = now
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
