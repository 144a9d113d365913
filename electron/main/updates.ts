import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AppInfo } from './app-info.ts'
import { log } from './log.ts'

const EVERY_MS = 4 * 60 * 60 * 1000

/** The packager writes this file when a feed is configured. */
const FEED = 'app-update.yml'

/**
 * Looks for updates now and every four hours, loads them in the background and puts them in place at the next quit: a night
 * shift is never interrupted. Only in a release that has a feed.
 */
export async function watchForUpdates({ release }: AppInfo): Promise<void> {
  if (!release || !existsSync(join(process.resourcesPath, FEED))) return
  const { default: updater } = await import('electron-updater')
  const { autoUpdater } = updater
  autoUpdater.logger = log
  autoUpdater.autoDownload = true
  autoUpdater.autoInstallOnAppQuit = true
  const look = (): void =>
    void autoUpdater.checkForUpdates().catch((error: Error) => log.warn('no update could be looked for', error.name))
  look()
  setInterval(look, EVERY_MS).unref()
}
