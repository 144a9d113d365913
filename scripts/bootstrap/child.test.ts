import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { runChild } from './child.mjs'

test('a child ends with its own status', async () => {
  expect(await runChild(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
})
test('a child ended by a signal has the status that a shell reports', async () => {
  expect(
    await runChild(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 5000)']),
  ).toBe(143)
})
test('a program that is not there is an error', async () => {
  await expect(runChild('/no/such/program', [])).rejects.toThrow('ENOENT')
})
test('a child leaves no signal handler behind', async () => {
  const before = process.listenerCount('SIGTERM')
  await runChild(process.execPath, ['-e', ''])
  expect(process.listenerCount('SIGTERM')).toBe(before)
})
test.runIf(process.platform !== 'win32')('under npm a child ends when the shell above it is gone', async () => {
  const runner = `import('${import.meta.dirname}/child.mjs').then(({ runChild }) => runChild(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)']))`
  const shell = spawn('sh', ['-c', '"$0" -e "$1" & wait', process.execPath, runner], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  })
  const [chunk] = (await once(shell.stdout, 'data')) as [Buffer]
  const pid = Number(chunk.toString())
  shell.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
