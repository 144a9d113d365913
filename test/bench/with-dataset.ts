import { v7 as uuidV7 } from 'uuid'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import { DATASET_NOW } from './dataset/a-case.ts'
import { borrowDataset, MIGRATIONS } from './dataset/local-dataset.ts'
import { ME } from './dataset/reference.ts'
import { openRaw, type Raw } from './raw.ts'

export type OnDevice = { readonly profile: Profile; readonly raw: Raw; readonly file: string; readonly now: string }

/** Runs a benchmark on a copy of the profile with so many cases, beside a bare connection to the same file. */
export async function withDataset<T>(cases: number, work: (device: OnDevice) => T | Promise<T>): Promise<T> {
  const { file, remove } = borrowDataset(cases)
  const profile = openProfile({
    file,
    migrations: MIGRATIONS,
    user: { ...ME, permissions: [...PERMISSIONS_OF.supervisor] },
    deviceId: uuidV7(),
  })
  const raw = openRaw(file)
  try {
    return await work({ profile, raw, file, now: DATASET_NOW })
  } finally {
    raw.close()
    profile.db.close()
    remove()
  }
}
