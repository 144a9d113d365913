import { ensureBuild } from '#scripts/bootstrap/fresh-build.ts'
import { ROOT } from './electron-window.ts'

/** The window is measured as people get it: built and minified. */
export const releaseBuild = (): Promise<void> => ensureBuild({ root: ROOT, env: process.env }, 'release')
