import { constants, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '#db/client.ts'
import { openDevice } from '#electron/data/services/device-file.ts'
import { keepStoredSession } from '#electron/data/services/stored-session.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { type TempFolder, tempFolder } from '#test/support/temp-folder.ts'
import { localDataset, MIGRATIONS } from '../dataset/local-dataset.ts'
import { ME } from '../dataset/reference.ts'

export const PERSON: SessionUser = { ...ME, permissions: [...PERMISSIONS_OF.supervisor] }

/** A password is asked for by the sign-in alone, and nobody signs in here. */
const NO_PASSWORD = 'scrypt$$'

/** A profile folder as the app leaves it: somebody is signed in, and their file has so many cases. A copy of its own. */
export function deskFolder(cases: number): TempFolder {
  const folder = tempFolder('bench-desk')
  mkdirSync(join(folder.path, 'data'), { recursive: true })
  const file = join(folder.path, 'data', `${PERSON.id}.sqlite`)
  copyFileSync(localDataset(cases), file, constants.COPYFILE_FICLONE)
  const db = openDb({ file, migrations: MIGRATIONS })
  keepStoredSession(db, PERSON, NO_PASSWORD)
  db.close()
  openDevice(join(folder.path, 'device.json')).change({
    lastUsername: PERSON.username,
    signedIn: PERSON.id,
    users: { [PERSON.username.toLowerCase()]: PERSON.id },
  })
  // A queue that has rows in the smallest data set too.
  const kept = { theme: 'light', locale: 'nb', place: '/q/unassigned' }
  writeFileSync(join(folder.path, 'window.json'), JSON.stringify(kept))
  return folder
}
