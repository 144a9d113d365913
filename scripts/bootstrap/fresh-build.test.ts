import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from './fresh-build.ts'

let root = ''
const write = (path: string, text: string): void => {
  mkdirSync(join(root, 'shared'), { recursive: true })
  writeFileSync(join(root, path), text)
  utimesSync(join(root, path), 1000, 1000)
}
const now = (): string => fingerprint(root, ['shared', 'absent'])

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-build-'))
  write('shared/a.ts', 'a')
  write('shared/b.ts', 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

test('the same sources have the same fingerprint', () => {
  expect(now()).toBe(now())
})
test.each([
  ['is added', () => write('shared/c.ts', 'c')],
  ['is removed', () => rmSync(join(root, 'shared/b.ts'))],
  ['changes its size', () => write('shared/a.ts', 'aa')],
  ['is touched', () => utimesSync(join(root, 'shared/a.ts'), 2000, 2000)],
])('the fingerprint changes when a source %s', (_what, change) => {
  const before = now()
  change()
  expect(now()).not.toBe(before)
})
test('a test beside the code does not count', () => {
  const before = now()
  write('shared/a.test.ts', 'test')
  expect(now()).toBe(before)
})
