import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

export type AppInfo = {
  readonly name: string
  readonly version: string
  /** Packaged with a substitute Electron: to test with, never to give to anyone. */
  readonly notForRelease: boolean
  /** What customers run: packaged, and fit for it. Test conveniences are refused here. */
  readonly release: boolean
}

/** What this program is, from the package metadata that it was built with. */
export function appInfo(): AppInfo {
  const metadata = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as Record<string, unknown>
  // The packager writes it as text.
  const notForRelease = [true, 'true'].includes(metadata['notForRelease'] as boolean | string)
  return { name: 'Skranke', version: app.getVersion(), notForRelease, release: app.isPackaged && !notForRelease }
}

/** The title of every window. */
export const windowTitle = ({ name, notForRelease }: AppInfo): string =>
  notForRelease ? `${name} – not for release` : name
