/** Second half of `run.mjs`, on the project's Node: prepares what the command needs, runs it, puts everything away. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { runChild } from './child.mjs'
import { COMMANDS, type Command, type Need, usage } from './commands.ts'
import { startDisplay } from './display.ts'
import { prepareElectron } from './electron.ts'
import { ensureBuild } from './fresh-build.ts'
import { reportAndExit, SetupError } from './say.mjs'
import { sandboxSwitches } from './sandbox.ts'
import type { Session } from './session.ts'

const PREPARE: Record<Need, (session: Session) => Promise<void>> = {
  electron: prepareElectron,
  build: ensureBuild,
  display: startDisplay,
}

async function main(root: string, name: string | undefined, args: readonly string[]): Promise<number> {
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name]
  if (!command) throw new SetupError(`There is no command "${name ?? ''}".`, usage())
  checkModule(root, command)
  // The project's Node first on the path: what the command starts by the name `node` is the same one.
  const pathName = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH' // `Path` on Windows
  const path = [dirname(process.execPath), process.env[pathName]].join(delimiter)
  const session: Session = { root, env: { ...process.env, [pathName]: path }, onEnd: [] }
  try {
    for (const need of command.needs) await PREPARE[need](session)
    return await run(session, command, args)
  } finally {
    for (const end of session.onEnd.reverse()) await end()
  }
}

function checkModule(root: string, { runs }: Command): void {
  if ('node' in runs && !existsSync(join(root, runs.node[0]))) {
    throw new SetupError(
      `${runs.node[0]} is not in this checkout.`,
      'Check out a commit that has it, then run the command again.',
    )
  }
}

function run({ root, env }: Session, { runs }: Command, args: readonly string[]): Promise<number> {
  if ('node' in runs) return runChild(process.execPath, [...runs.node, ...args], { cwd: root, env })
  return runChild(env.ELECTRON_EXEC_PATH as string, [...sandboxSwitches(), ...runs.electron, ...args], {
    cwd: root,
    env,
  })
}

const [name, ...args] = process.argv.slice(2)
try {
  process.exitCode = await main(join(import.meta.dirname, '..', '..'), name, args)
} catch (error) {
  reportAndExit(error)
}
