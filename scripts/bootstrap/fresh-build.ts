/** Builds `out/` only when something that goes into it changed. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { compileAhead } from './compile-ahead.ts'
import { SetupError, step } from './say.mjs'
import type { Session } from './session.ts'

const SOURCES = [
  'shared',
  'db',
  'electron',
  'backend',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'scripts/bootstrap/compile-ahead.ts',
  'scripts/bootstrap/compile-ahead.mjs',
  'scripts/bootstrap/engines.ts',
  'package.json',
  'package-lock.json',
]
const MARK = ['out', '.sources'] as const

export type BuildMode = 'development' | 'release'

/** Brings `out/` up to date; milliseconds when it already is. */
export async function ensureBuild(
  { root, env }: Pick<Session, 'root' | 'env'>,
  mode: BuildMode = 'development',
): Promise<void> {
  const wanted = `${mode} ${fingerprint(root)}`
  // A build that knew no Electron, or another one, is compiled ahead when one is known.
  const compiled = `${wanted}\n${env.ELECTRON_EXEC_PATH ?? ''}`
  const mark = readMark(root)
  if (mark === compiled || (mark?.startsWith(wanted) && env.ELECTRON_EXEC_PATH === undefined)) return
  if (!mark?.startsWith(wanted)) await step('building the app', () => build(root, env, mode))
  await compileAhead({ root, env }, mode === 'release')
  await mkdir(join(root, 'out'), { recursive: true })
  await writeFile(join(root, ...MARK), compiled)
}

async function build(root: string, env: NodeJS.ProcessEnv, mode: BuildMode): Promise<void> {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const release = mode === 'release' ? { SKRANKE_RELEASE: '1' } : {}
  const status = await runChild(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...env, ...release },
  })
  if (status !== 0)
    throw new SetupError(
      'The build failed (its message is above).',
      'Correct the source it names, then run the command again.',
    )
}

function readMark(root: string): string | undefined {
  try {
    return readFileSync(join(root, ...MARK), 'utf8')
  } catch {
    return undefined
  }
}

/** Changes when a source file is added, removed, touched or resized. Tests do not count: they are not built. */
export function fingerprint(root: string, sources: readonly string[] = SOURCES): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesUnder(root, source)).sort()) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesUnder(root: string, path: string): string[] {
  const info = statSync(join(root, path), { throwIfNoEntry: false })
  if (info === undefined) return []
  if (info.isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}
