import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compiledFile, runCompiled, sealCompiled } from './compiled-script.ts'

const ran = globalThis as { ranAs?: string }
const program = (word: string): string => `(function (require, __dirname) { globalThis.ranAs = '${word}' })`
const codeOf = (text: string): Buffer => new Script(text).createCachedData()

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-compiled-'))
  file = join(folder, 'program.cjs')
  writeFileSync(file, program('one'))
  writeFileSync(compiledFile(file), sealCompiled(readFileSync(file), codeOf(program('one'))))
  delete ran.ranAs
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a script runs with the code that was compiled for it', () => {
  expect(runCompiled(file)).toBe(true)
  expect(ran.ranAs).toBe('one')
})

test('the program of the data process gets its require and its folder', () => {
  const text = '(function (require, __dirname) { globalThis.ranAs = require("node:path").basename(__dirname) })'
  writeFileSync(file, text)
  writeFileSync(compiledFile(file), sealCompiled(Buffer.from(text), codeOf(text)))
  expect(runCompiled(file)).toBe(true)
  expect(folder.endsWith(ran.ranAs ?? '?')).toBe(true)
})

const kept = (): Buffer => readFileSync(compiledFile(file))
const turned = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
test('code that was made on another kind of machine, for a package of this one, is left alone', () => {
  const here = Object.getOwnPropertyDescriptor(process, 'arch') ?? {}
  Object.defineProperty(process, 'arch', { ...here, value: 'riscv64' })
  const elsewhere = sealCompiled(readFileSync(file), codeOf(program('one')))
  Object.defineProperty(process, 'arch', here)
  writeFileSync(compiledFile(file), elsewhere)
  expect(runCompiled(file)).toBe(false)
  expect(ran.ranAs).toBeUndefined()
})

test.each([
  ['is missing', () => rmSync(compiledFile(file))],
  ['is empty', () => writeFileSync(compiledFile(file), '')],
  ['ends too early', () => writeFileSync(compiledFile(file), kept().subarray(0, -9))],
  ['has one wrong bit', () => writeFileSync(compiledFile(file), turned(kept(), kept().length - 20))],
  ['has a wrong digest', () => writeFileSync(compiledFile(file), turned(kept(), 3))],
  [
    'is of another V8',
    () => writeFileSync(compiledFile(file), sealCompiled(readFileSync(file), turned(codeOf(program('one')), 4))),
  ],
  ['is of another script of the same length', () => writeFileSync(file, program('two'))],
])('nothing runs, and the program is loaded as it was built, where the code %s', (_what, damage) => {
  damage()
  expect(runCompiled(file)).toBe(false)
  expect(ran.ranAs).toBeUndefined()
})
