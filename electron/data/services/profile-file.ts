import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { undecided } from '#db/outbox.ts'
import { isDamage, putRemains, readRemains, readVital, type Remains } from '#db/remains.ts'
import { openProfile, type Profile, type ProfileOptions } from '../profile.ts'
import { applyPending } from './pending-effects.ts'

/** What became of a file that could not be read. */
export type Salvaged = { readonly setAside: string; readonly remains: Remains }
export type Opened = { readonly profile: Profile; readonly salvaged: Salvaged | null }

/**
 * Opens a person's file. A damaged one is set aside under its name and the date, and what can be read of its unsent work goes into a
 * new one, which the backend fills again. `damaged`: it is known to be.
 */
export function openProfileFile(options: ProfileOptions, nowIso: string, damaged = false): Opened {
  if (!damaged) {
    try {
      return { profile: openWhole(options), salvaged: null }
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  const setAside = moveAside(options.file, nowIso)
  const remains = readRemains(setAside)
  const profile = openProfile(options)
  putRemains(profile.db, remains)
  decideUndecided(profile)
  return { profile, salvaged: { setAside, remains } }
}

function openWhole(options: ProfileOptions): Profile {
  const profile = openProfile(options)
  try {
    readVital(profile.db)
    decideUndecided(profile)
    return profile
  } catch (error) {
    profile.db.close()
    throw error
  }
}

/** Decides what was taken back for an upgrade, or came out of another file: by the rows and the rules of today. */
function decideUndecided(profile: Profile): void {
  profile.db.transaction(() => {
    for (const pending of undecided(profile.db)) applyPending(profile, pending)
  })
}

/** With its log, which holds the last commits. @returns the new path */
function moveAside(file: string, nowIso: string): string {
  const aside = file.replace(/\.sqlite$/, `.damaged-${nowIso.replaceAll(/[:.]/g, '-')}.sqlite`)
  for (const part of ['', '-wal', '-shm']) {
    try {
      renameSync(file + part, aside + part)
    } catch (error) {
      if (part === '' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return aside
}

/** Every trace of a person's file: itself, its log, its backups and what was set aside. */
export function wipeProfileFile(file: string): void {
  const own = basename(file, '.sqlite')
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${own}.`)) rmSync(join(dirname(file), name), { force: true })
}
