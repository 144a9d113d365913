import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeCache } from '#scripts/electron-runtime/cache.ts'

const WANTED = ['request-tracker5', 'rt5-standalone', 'rt5-db-postgresql', 'starman'] as const
/** What a server on loopback has no use for: mail, fonts, the questions of an installer, manuals. */
const UNUSED = /^(fonts-|exim4|perl-doc|dbconfig)/
const PATIENCE_MS = 300_000
/** Its programs name these folders; in our copy they name the copy. */
const OWN_PATHS =
  /\/(usr\/(?:local\/)?share\/request-tracker5|etc\/request-tracker5|var\/(?:lib|cache)\/request-tracker5)/g

export class NotHere extends Error {}

/** The folder of Request Tracker and everything it is kept in; made once, in the cache, without touching the system. */
export const trackerFolder = (): string => join(runtimeCache(), 'request-tracker5')

/**
 * Debian's package and what it needs beside what the system has, unpacked below a folder of ours: nothing is installed, no right of
 * an administrator is used.
 * @throws NotHere with what is missing
 */
export function unpackedTracker(): string {
  const root = join(trackerFolder(), 'root')
  if (existsSync(root)) return root
  const packages = missingPackages()
  const debs = join(trackerFolder(), 'debs')
  mkdirSync(debs, { recursive: true })
  tool('apt-get', ['download', ...packages], debs)
  const half = `${root}.half`
  rmSync(half, { recursive: true, force: true })
  for (const deb of readdirSync(debs)) tool('dpkg', ['-x', join(debs, deb), half], debs)
  nameItself(half, root)
  renameSync(half, root)
  rmSync(debs, { recursive: true, force: true })
  return root
}

/** Itself, and what it needs and the system lacks; an update of what is there is left out. */
function missingPackages(): string[] {
  const plan = tool('apt-get', ['install', '--simulate', '--no-install-recommends', ...WANTED], '/')
  const lacking = [...plan.matchAll(/^Inst (\S+) \(/gm)].flatMap(([, name]) => name ?? [])
  return [...new Set(['request-tracker5', ...lacking])].filter((name) => !UNUSED.test(name))
}

function tool(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', timeout: PATIENCE_MS, stdio: 'pipe' })
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string }
    if (code === 'ENOENT') throw new NotHere(`${command} is not here: Request Tracker comes from Debian's packages`)
    throw new NotHere(`${command} ${args[0]}: ${stderr?.trim().split('\n').at(-1) ?? 'failed'}`)
  }
}

/** Every text file that names the folders of an installed Request Tracker names those of the copy. */
function nameItself(half: string, root: string): void {
  const own = join(half, 'usr/share/request-tracker5')
  const texts = [
    ...['usr/sbin', 'usr/share/request-tracker5/libexec'].flatMap((folder) =>
      readdirSync(join(half, folder)).map((name) => join(half, folder, name)),
    ),
    join(own, 'lib/RT/Generated.pm'),
  ]
  for (const file of texts.filter((name) => /rt-|Generated/.test(name)))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(OWN_PATHS, `${root}/$1`))
  for (const folder of [
    'var/cache/request-tracker5/mason_data',
    'var/cache/request-tracker5/session_data',
    'var/lib/request-tracker5',
  ])
    mkdirSync(join(half, folder), { recursive: true })
}
