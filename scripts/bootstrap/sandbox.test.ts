import { expect, test } from 'vitest'
import { sandboxProblem } from './sandbox.ts'

const none = (): undefined => undefined

test('an ordinary user of a Linux with user namespaces has the sandbox', () => {
  expect(sandboxProblem('linux', 1000, none)).toBeNull()
})
test('root has not', () => {
  expect(sandboxProblem('linux', 0, none)).toMatch('root')
})
test.each([
  ['kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['kernel/unprivileged_userns_clone', '0'],
])('a user has not where %s is %s', (path, value) => {
  expect(sandboxProblem('linux', 1000, (asked) => (asked === path ? value : undefined))).toMatch('namespaces')
})
test('Windows and macOS have it always', () => {
  expect(sandboxProblem('win32', undefined, none)).toBeNull()
  expect(sandboxProblem('darwin', 0, none)).toBeNull()
})
