/**
 * better-sqlite3 for the registry Electron. The shipped binaries declare Node-API 10 and abort on Electron 33 (Node-API 9), so the
 * source in the npm package is compiled for Node-API 9 (`napi9-shim.h` fills the one gap) and put into `build/Release`, where the
 * package looks before its shipped binaries. The same file loads in Node 24: tests and Electron share it.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SetupError, step } from '../bootstrap/say.mjs'
import { readStamp, updateStamp } from '../bootstrap/stamp.mjs'
import { runtimeCache } from './cache.ts'

const exec = promisify(execFile)
const SHIM = join(import.meta.dirname, 'napi9-shim.h')
const packageOf = (root: string): string => join(root, 'node_modules', 'better-sqlite3')
const installedAt = (root: string): string => join(packageOf(root), 'build', 'Release', 'better_sqlite3.node')

const FIRST_WITH_NODE_API_10 = 35

/** Whether the shipped binaries cannot load in this version of Electron (`33.2.1`, with or without a leading `v`). */
export function needsOwnSqlite(electronVersion: string): boolean {
  return Number.parseInt(electronVersion.trim().replace(/^v/, ''), 10) < FIRST_WITH_NODE_API_10
}

/** The compiled file in the cache, or undefined where this version has not been compiled yet. */
export function findOwnSqlite(root: string): string | undefined {
  const file = cachedFile(root)
  return existsSync(file) ? file : undefined
}

/** Puts the compiled file where better-sqlite3 looks first; compiles it (about a minute, once a version) where the cache lacks it. */
export async function installOwnSqlite(root: string): Promise<void> {
  const cached = cachedFile(root)
  if (!existsSync(cached))
    await step('compiling better-sqlite3 for this Electron (about a minute, once)', () => compile(root, cached))
  const wanted = await readFile(cached)
  const target = installedAt(root)
  if (!existsSync(target) || !wanted.equals(await readFile(target))) {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(`${target}.new`, wanted)
    await rename(`${target}.new`, target) // a running process may have the old file mapped: replace, never overwrite
  }
  if (readStamp(root).ownSqlite !== true) updateStamp(root, { ownSqlite: true })
}

/** Takes the compiled file away again, so that the shipped binaries are used (and packed) with the official Electron. */
export function removeOwnSqlite(root: string): void {
  if (readStamp(root).ownSqlite !== true) return
  rmSync(installedAt(root), { force: true })
  updateStamp(root, { ownSqlite: false })
}

function cachedFile(root: string): string {
  const { version } = JSON.parse(readFileSync(join(packageOf(root), 'package.json'), 'utf8')) as { version: string }
  const key = createHash('sha256').update(version).update(readFileSync(SHIM)).digest('hex').slice(0, 12)
  return join(runtimeCache(), `better-sqlite3-${version}-napi9-${key}.node`)
}

/** The SQLite options of the package's own build (`deps/defines.gypi`) as compiler flags. */
export function sqliteDefines(gypi: string): string[] {
  return [...gypi.matchAll(/'((?:HAVE|SQLITE)_[^']+)'/g)].map((match) => `-D${match[1]}`)
}

async function compile(root: string, target: string): Promise<void> {
  const pkg = packageOf(root)
  const require = createRequire(join(root, 'package.json'))
  const headers = (require('node-api-headers') as { include_dir: string }).include_dir
  const include = [headers, dirname(require.resolve('node-addon-api')), join(pkg, 'deps/sqlite3')].map(
    (folder) => `-I${folder}`,
  )
  const defines = sqliteDefines(await readFile(join(pkg, 'deps/defines.gypi'), 'utf8'))
  const work = await mkdtemp(join(dirname(target), 'sqlite-'))
  const [c, cpp, linked] = [join(work, 'sqlite.o'), join(work, 'binding.o'), join(work, 'out.node')]
  const napi = [
    '-DBUILDING_NODE_EXTENSION',
    '-DNAPI_VERSION=9',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ]
  try {
    await Promise.all([
      compiler('gcc', [
        '-c',
        '-O2',
        '-fPIC',
        '-w',
        '-std=gnu99',
        '-DNDEBUG',
        ...defines,
        '-o',
        c,
        join(pkg, 'deps/sqlite3/sqlite3.c'),
      ]),
      compiler('g++', [
        '-c',
        '-O2',
        '-fPIC',
        '-std=c++20',
        '-fvisibility=hidden',
        '-DNDEBUG',
        ...napi,
        ...include,
        '-include',
        SHIM,
        '-o',
        cpp,
        join(pkg, 'src/better_sqlite3.cpp'),
      ]),
    ])
    await compiler('g++', [
      '-shared',
      '-s',
      '-o',
      linked,
      c,
      cpp,
      '-Wl,-Bsymbolic',
      '-Wl,--exclude-libs,ALL',
      '-ldl',
      '-lpthread',
      '-lm',
    ])
    await rename(linked, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function compiler(program: string, args: readonly string[]): Promise<void> {
  await exec(program, args, { maxBuffer: 1 << 24 }).catch((error: unknown) => {
    const detail = (error as { stderr?: string }).stderr?.trim() || String(error)
    throw new SetupError(
      `${program} could not compile better-sqlite3:\n${detail}`,
      'It needs gcc and g++ 10 or newer (on Debian and Ubuntu: apt-get install gcc g++).',
    )
  })
}
