import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOwnSqlite, installOwnSqlite, needsOwnSqlite, removeOwnSqlite } from '../electron-runtime/better-sqlite3.ts'
import { REGISTRY_ELECTRON, registryElectron } from '../electron-runtime/registry-electron.ts'
import { officialElectron } from './official-electron.ts'
import { SetupError } from './say.mjs'
import type { Session } from './session.ts'
import { ensureSystemPackages } from './system-packages.ts'

/**
 * Finds or makes an Electron that starts on this machine and tells the command about it:
 * `ELECTRON_OVERRIDE_DIST_PATH` (read by the npm package `electron`), `ELECTRON_EXEC_PATH` (the program) and
 * `SKRANKE_ELECTRON` (`official`, `registry` or `given`; only `official` may be released).
 */
export async function prepareElectron(session: Session): Promise<void> {
  const { root, env } = session
  const { kind, dist } = await chooseElectron(session)
  const program = join(dist, programPath())
  env.SKRANKE_ELECTRON = kind
  delete env.ELECTRON_RUN_AS_NODE // set in the terminals of some editors; Electron would start as a Node
  env.ELECTRON_EXEC_PATH = program
  if (kind !== 'official') env.ELECTRON_OVERRIDE_DIST_PATH = dist
  const ownSqlite = needsOwnSqlite(readFileSync(join(dist, 'version'), 'utf8'))
  if (process.platform === 'linux') {
    await ensureSystemPackages({ program, tools: ownSqlite && !findOwnSqlite(root) ? ['gcc', 'g++'] : [] })
  }
  if (ownSqlite) await installOwnSqlite(root)
  else removeOwnSqlite(root)
}

type Choice = { readonly kind: 'official' | 'registry' | 'given'; readonly dist: string }

async function chooseElectron({ root, env }: Session): Promise<Choice> {
  if (env.SKRANKE_ELECTRON === 'registry') return { kind: 'registry', dist: await registryElectron() }
  const given = env.ELECTRON_OVERRIDE_DIST_PATH
  if (given) {
    if (existsSync(join(given, programPath()))) return { kind: 'given', dist: given }
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${given}, but there is no ${programPath()} in it.`,
      'Point it to an unpacked Electron, or unset it.',
    )
  }
  const official = await officialElectron(root)
  if (official.dist !== undefined) return { kind: 'official', dist: official.dist }
  if (!REGISTRY_ELECTRON.fits(process.platform, process.arch)) {
    throw new SetupError(
      `Electron could not be downloaded (${official.problem}), and there is no substitute for ${process.platform}-${process.arch}.`,
      'Set ELECTRON_MIRROR to a download host that can be reached, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    )
  }
  return { kind: 'registry', dist: await registryElectron() }
}

/** Where the program lies inside an unpacked Electron. */
function programPath(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}
