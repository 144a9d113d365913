/** `npm run build [-- --release]`: main, preload, data process, backend and renderer into `out/`; minified for a release. */
import { join } from 'node:path'
import { ensureBuild } from './bootstrap/fresh-build.ts'
import { reportAndExit } from './bootstrap/say.mjs'

try {
  const root = join(import.meta.dirname, '..')
  await ensureBuild({ root, env: process.env }, process.argv.includes('--release') ? 'release' : 'development')
} catch (error) {
  reportAndExit(error)
}
