import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeCache } from '#scripts/electron-runtime/cache.ts'

const INSTALL_MS = 180_000

/**
 * A folder with these packages of a peer, got on demand and kept for the next run; they are never dependencies of the product.
 * @throws when they cannot be had: no registry, no build for this platform
 */
export function peerFolder(peer: string, packages: readonly string[]): string {
  const folder = join(runtimeCache(), 'peers', peer)
  const names = packages.map((spec) => spec.slice(0, spec.lastIndexOf('@')))
  if (names.every((name) => existsSync(join(folder, 'node_modules', name, 'package.json')))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', ...packages], {
    cwd: folder,
    timeout: INSTALL_MS,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
  return folder
}
