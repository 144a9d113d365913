import { execFileSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** PostgreSQL refuses to run as root. Null: it runs as whoever we are. */
export type SystemUser = { readonly uid: number; readonly gid: number; readonly groups: readonly number[] } | null

/** Whom PostgreSQL runs as: `postgres` for root (made if the machine has none; else `nobody`), otherwise ourselves. */
export function systemUser(): SystemUser {
  if (process.getuid?.() !== 0) return null
  const found = lookUp('postgres') ?? (makeUser() ? lookUp('postgres') : undefined) ?? lookUp('nobody')
  if (found === undefined)
    throw new Error(
      'PostgreSQL cannot run as root, and there is no user postgres or nobody to run it as. Start the backend as an ordinary user, or give DATABASE_URL.',
    )
  return found
}

/** Whether the user may pass through every folder down to this path. */
export function canReach(user: SystemUser, path: string): boolean {
  if (user === null) return isAccessible(path)
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid || user.groups.includes(gid) ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function isAccessible(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function lookUp(name: string): NonNullable<SystemUser> | undefined {
  try {
    const id = (...args: string[]) =>
      execFileSync('id', [...args, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const groups = id('-G').trim().split(/\s+/).map(Number)
    return { uid: Number(id('-u')), gid: Number(id('-g')), groups }
  } catch {
    return undefined
  }
}

function makeUser(): boolean {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      {
        stdio: 'ignore',
      },
    )
    return true
  } catch {
    return false
  }
}
