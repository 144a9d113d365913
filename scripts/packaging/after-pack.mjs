import { rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * An Electron folder of one's own (`electronDist`) brings its default app along: an installed app must not have it.
 * @param {{ appOutDir: string }} context
 */
export default function afterPack({ appOutDir }) {
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true })
}
