import { join } from 'node:path'
import { app } from 'electron'

/** Where the built parts lie, seen from `out/main`. */
const OUT = join(import.meta.dirname, '..')

export const RENDERER_FOLDER = join(OUT, 'renderer')
export const PRELOAD_FILE = join(OUT, 'preload', 'index.cjs')
export const DATA_PROCESS_FILE = join(OUT, 'main', 'data.js')
export const BACKEND_FILE = join(OUT, 'main', 'backend.js')

/** Files that lie beside the archive of an installed app, and in the source tree during development. */
export const resourceFile = (...path: readonly string[]): string =>
  join(app.isPackaged ? process.resourcesPath : app.getAppPath(), ...path)
