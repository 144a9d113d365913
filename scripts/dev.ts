/** `npm run dev`: the client with live reload of the page and a restart when main, preload or data process change. */
import { join } from 'node:path'
import { runChild } from './bootstrap/child.mjs'
import { sandboxSwitches } from './bootstrap/sandbox.ts'

const root = join(import.meta.dirname, '..')
const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const sandbox = sandboxSwitches().length > 0 ? ['--noSandbox'] : []
process.exitCode = await runChild(process.execPath, [tool, 'dev', '--watch', ...sandbox, ...process.argv.slice(2)], {
  cwd: root,
})
