import { adoptFile } from '#db/adopt.ts'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { endAllApproved } from '../services/approved.ts'
import { decideAll } from '../services/decide-all.ts'
import { eraseEnded } from '../services/local-passcodes.ts'
import { settle } from './pull.ts'
import { clearSnapshots } from './snapshot-download.ts'

/** A snapshot whose bytes are here and are what was told. */
export type ReadySnapshot = { readonly snapshot: Snapshot; readonly file: string }

/**
 * The ready-made file becomes the profile's, with the person's own work decided again on its rows; what changed after its `start` is
 * pulled like anything else. Only where nobody else has the profile open. False: it does not fit, and rows are the way.
 */
export function adoptSnapshot(profile: Profile, migrations: string, { snapshot, file }: ReadySnapshot): boolean {
  const { db, events } = profile
  const fits = adoptFile(db, migrations, { file, epoch: snapshot.epoch, start: snapshot.start })
  clearSnapshots(db.file)
  if (!fits) return false
  db.transaction(() => {
    settle(profile, snapshot.start)
    decideAll(profile)
    endAllApproved(profile)
    eraseEnded(db)
  })
  events.rows({ tables: TABLE_NAMES, caseIds: [] })
  return true
}
