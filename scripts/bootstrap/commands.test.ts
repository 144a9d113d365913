import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS, usage } from './commands.ts'

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

test.each(Object.keys(COMMANDS))('npm run %s goes through the setup', (name) => {
  expect(scripts[name]).toBe(`node scripts/run.mjs ${name}`)
})

test('the commands that checks from outside use are there', () => {
  expect(Object.keys(COMMANDS)).toEqual(
    expect.arrayContaining(['start', 'test', 'demo', 'backend', 'import', 'simulate', 'bench', 'package', 'check']),
  )
})

const windowed = Object.values(COMMANDS).filter(({ runs }) => 'electron' in runs)
test.each(windowed)('a command that opens the built app builds it and has a display for it', ({ needs }) => {
  expect(needs).toEqual(['electron', 'build', 'display'])
})

test('the usage names every command', () => {
  expect(usage().split('\n')).toHaveLength(Object.keys(COMMANDS).length)
})
