/**
 * Entry of every npm script: `node scripts/run.mjs <command> [args]`. Runs on the Node of the machine (20 or newer) with nothing
 * installed: installs the dependencies where they are missing, then hands over to `bootstrap/main.ts` on the project's own Node.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChild } from './bootstrap/child.mjs'
import { installDependencies } from './bootstrap/install.mjs'
import { projectNode } from './bootstrap/project-node.mjs'
import { reportAndExit } from './bootstrap/say.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
try {
  await installDependencies(root)
  const main = join(root, 'scripts', 'bootstrap', 'main.ts')
  process.exitCode = await runChild(projectNode(root), [main, ...process.argv.slice(2)])
} catch (error) {
  reportAndExit(error)
}
