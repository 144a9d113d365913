import { REGISTRY_ELECTRON } from '../electron-runtime/registry-electron.ts'

/** What marks a package that must not be given to anyone: the name in title bars and folders, and a flag that the app reads. */
const NAME = 'Skranke (not for release)'

/**
 * Settings on top of `electron-builder.yml` as command-line arguments. With the official Electron there are none. With the registry
 * Electron the package is for tests only: it says so, and lets a test attach to it.
 */
export function overrides(kind: string | undefined, dist: string | undefined): string[] {
  if (kind !== 'registry' || dist === undefined) return []
  const settings = {
    productName: NAME,
    electronVersion: REGISTRY_ELECTRON.version,
    electronDist: dist,
    compression: 'store',
    'extraMetadata.productName': NAME,
    'extraMetadata.notForRelease': 'true',
    'electronFuses.enableNodeCliInspectArguments': 'true',
  }
  return Object.entries(settings).map(([key, value]) => `-c.${key}=${value}`)
}
