import { expect, test } from 'vitest'
import { shouldTry } from './official-electron.ts'

const failed = { electronUnreachable: { version: '45.4.1', from: 'https://host/', at: '2026-01-01T00:00:00.000Z' } }
const soon = { version: '45.4.1', from: 'https://host/', nowMs: Date.parse('2026-01-02T00:00:00.000Z') }

test('the download is tried on a new machine', () => {
  expect(shouldTry({}, soon)).toBe(true)
})
test('the download is not tried again the day after it failed', () => {
  expect(shouldTry(failed, soon)).toBe(false)
})
test.each([
  ['a week later', { nowMs: Date.parse('2026-01-08T00:00:01.000Z') }],
  ['for another version', { version: '46.0.0' }],
  ['from another host', { from: 'https://mirror/' }],
])('the download is tried again %s', (_when, now) => {
  expect(shouldTry(failed, { ...soon, ...now })).toBe(true)
})
