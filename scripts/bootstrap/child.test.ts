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
