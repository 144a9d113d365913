/**
 * `npm run package [-- --dir]`: a release build and the installers of this platform in `dist/`; `--dir` makes the unpacked folder alone.
 * Other arguments go to electron-builder. With the registry Electron the result is marked "not for release".
 */
import { join } from 'node:path'
import { runChild } from './bootstrap/child.mjs'
import { ensureBuild } from './bootstrap/fresh-build.ts'
import { reportAndExit, SetupError, say } from './bootstrap/say.mjs'
import { overrides } from './packaging/overrides.ts'

const root = join(import.meta.dirname, '..')
const { SKRANKE_ELECTRON: kind, ELECTRON_OVERRIDE_DIST_PATH: dist } = process.env

try {
  if (kind === 'given') {
    throw new SetupError(
      'ELECTRON_OVERRIDE_DIST_PATH is set: it is not known which Electron would be packed.',
      'Unset it.',
    )
  }
  await ensureBuild({ root, env: process.env }, 'release')
  const marks = overrides(kind, dist)
  if (marks.length > 0) say('skranke: the official Electron cannot be had here: the package says "not for release"')
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const args = [builder, '--config', 'electron-builder.yml', '--publish', 'never', ...marks, ...process.argv.slice(2)]
  process.exitCode = await runChild(process.execPath, args, { cwd: root })
} catch (error) {
  reportAndExit(error)
}
