/** What Electron and the setup need from the operating system (Linux). */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { aptPackagesOf } from './apt-packages.ts'
import { needsVirtualDisplay } from './display.ts'
import { SetupError, step } from './say.mjs'

const exec = promisify(execFile)

/** The names after which `ldd` says `not found`, each once. */
export function missingLibraries(lddOutput: string): string[] {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+)\s*=>\s*not found\s*$/gm)].map((match) => match[1] as string))]
}

/**
 * Makes sure that `program` finds its shared libraries, that Xvfb is there where no display is, that there is a font, and that `tools`
 * are on the path. On Debian and Ubuntu missing packages are installed as root; otherwise the error is the one line to run.
 */
export async function ensureSystemPackages(wanted: { program: string; tools: readonly string[] }): Promise<void> {
  const missing = await findMissing(wanted)
  if (missing.length === 0) return
  const isRoot = process.getuid?.() === 0
  if (!existsSync('/usr/bin/apt-get')) {
    throw new SetupError(
      `This machine lacks ${missing.join(', ')}.`,
      'Install the packages of your distribution that contain them, then run the command again.',
    )
  }
  if (isRoot) await step('reading the package lists', () => apt(['update', '--quiet']))
  const packages = await namesOnThisRelease(aptPackagesOf(missing))
  const install = ['install', '--yes', '--no-install-recommends', ...packages]
  if (!isRoot) {
    const line = `sudo apt-get update && sudo apt-get ${install.join(' ')}`
    throw new SetupError(`This machine lacks ${missing.join(', ')}.`, `Run: ${line}`)
  }
  await step(`installing system packages: ${packages.join(' ')}`, () => apt(install))
  const still = await findMissing(wanted)
  if (still.length > 0) {
    throw new SetupError(
      `Still missing after installing ${packages.join(' ')}: ${still.join(', ')}.`,
      'Install the packages that contain them by hand, then run the command again.',
    )
  }
}

async function findMissing({ program, tools }: { program: string; tools: readonly string[] }): Promise<string[]> {
  const { stdout } = await exec('ldd', [program], { cwd: dirname(program) }).catch((error: unknown) => {
    throw new SetupError(
      `${program} cannot run on this system (${String(error).split('\n')[0]}).`,
      'Delete its folder and run the command again.',
    )
  })
  const display = needsVirtualDisplay(process.platform, process.env) ? ['Xvfb'] : []
  return [
    ...missingLibraries(stdout),
    ...[...display, ...tools].filter((tool) => !isOnPath(tool)),
    ...(hasFont() ? [] : ['fonts']),
  ]
}

function isOnPath(tool: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function hasFont(): boolean {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(process.env.HOME ?? '/', '.fonts')]
  return folders.some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((file) => /\.(ttf|otf|ttc|pf[ab])$/.test(String(file))),
  )
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries with the suffix `t64`; the plain name is then often not installable. */
async function namesOnThisRelease(packages: readonly string[]): Promise<string[]> {
  const exists = (name: string): Promise<boolean> =>
    exec('apt-cache', ['show', '--no-all-versions', name]).then(
      ({ stdout }) => stdout.includes('Package:'),
      () => false,
    )
  return Promise.all(packages.map(async (name) => ((await exists(`${name}t64`)) ? `${name}t64` : name)))
}

async function apt(args: readonly string[]): Promise<void> {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 1 << 26 }
  await exec('apt-get', args, options).catch((error: unknown) => {
    throw new SetupError(
      `apt-get could not do its work:\n${(error as { stderr?: string }).stderr?.trim() || String(error)}`,
      `Run by hand: apt-get ${args.join(' ')}`,
    )
  })
}
