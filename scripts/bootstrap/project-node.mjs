import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './say.mjs'

const NEEDED_MAJOR = 24

/**
 * The Node that the project's TypeScript and native modules run on: the npm package `node`, or this one where it is new enough.
 * @param {string} root
 * @returns {string} path of the executable
 */
export function projectNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  throw new SetupError(
    `Node ${NEEDED_MAJOR} is missing: the npm package "node" did not put its program at ${file}, and this is Node ${process.versions.node}.`,
    `Run "npm rebuild node" (install scripts must be allowed), or install Node ${NEEDED_MAJOR} and run the command with it.`,
  )
}
