import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { constants, Script } from 'node:vm'

const DIGEST_BYTES = 32

/** Where the compiled code of a script lies. */
export const compiledFile = (script: string): string => `${script}.compiled`

/**
 * Compiled code as it is kept: behind a digest of it, its script and the kind of machine. V8 would take code of any other script of the
 * same length, and code that was made on another processor for a package of this one; it may crash on such, and on damaged code.
 */
export function sealCompiled(source: Buffer, code: Buffer): Buffer {
  return Buffer.concat([digest(source, code), code])
}

/**
 * Runs a script of the build with the code that was compiled for it, which saves parsing it. The script is a function of `require`
 * and its folder.
 * @returns false, and nothing was run, where there is no code, or it is damaged, another script's or another V8's
 */
export function runCompiled(file: string): boolean {
  const source = readOr(file)
  const kept = readOr(compiledFile(file))
  if (source === null || kept === null) return false
  const code = kept.subarray(DIGEST_BYTES)
  if (!digest(source, code).equals(kept.subarray(0, DIGEST_BYTES))) return false
  const script = new Script(source.toString('utf8'), {
    filename: file,
    cachedData: code,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  if (script.cachedDataRejected !== false) return false
  const run = script.runInThisContext() as (require: NodeJS.Require, dirname: string) => void
  run(createRequire(file), dirname(file))
  return true
}

const digest = (source: Buffer, code: Buffer): Buffer =>
  createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(source).update(code).digest()

function readOr(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null // Only a build that knew its Electron has it.
  }
}
