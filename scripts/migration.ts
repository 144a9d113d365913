/** `npm run migration -- db|backend NAME`: writes the next migration from what changed in the drizzle schema of that folder. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './bootstrap/child.mjs'
import { reportAndExit, SetupError } from './bootstrap/say.mjs'

const root = join(import.meta.dirname, '..')
const [folder, name] = process.argv.slice(2)

try {
  if ((folder !== 'db' && folder !== 'backend') || !name || !/^[a-z0-9-]+$/.test(name)) {
    throw new SetupError(
      'Which migration?',
      'npm run migration -- db|backend NAME, with NAME of lower-case letters, digits and hyphens.',
    )
  }
  const config = `${folder}/drizzle.config.ts`
  if (!existsSync(join(root, config)))
    throw new SetupError(`${config} is not in this checkout.`, 'It tells drizzle-kit where schema and migrations are.')
  const tool = join(root, 'node_modules', 'drizzle-kit', 'bin.cjs')
  process.exitCode = await runChild(process.execPath, [tool, 'generate', '--config', config, '--name', name], {
    cwd: root,
  })
} catch (error) {
  reportAndExit(error)
}
