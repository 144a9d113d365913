import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

test('an empty environment means the usual profile, the embedded backend and the system clock', () => {
  expect(readEnvironment({}, true)).toEqual({ userData: null, backend: null, clock: null })
})
test('the clock is read as an instant in any offset', () => {
  expect(readEnvironment({ SKRANKE_CLOCK: '2026-04-01T15:31:00+02:00' }, false).clock).toBe('2026-04-01T13:31:00.000Z')
})
test('a release build refuses a clock of its own', () => {
  expect(() => readEnvironment({ SKRANKE_CLOCK: '2026-04-01T15:31:00Z' }, true)).toThrow(/release/)
})
test.each(['2026-04-01', 'tomorrow', '2026-04-01T15:31:00'])('"%s" says no instant and is refused', (text) => {
  expect(() => readEnvironment({ SKRANKE_CLOCK: text }, false)).toThrow(/instant/)
})
test('the address of a backend loses its closing slash', () => {
  expect(readEnvironment({ SKRANKE_BACKEND: 'http://127.0.0.1:4000/' }, false).backend).toBe('http://127.0.0.1:4000')
})
test.each(['127.0.0.1:4000', 'file:///etc', 'nothing'])('"%s" is no address of a backend', (text) => {
  expect(() => readEnvironment({ SKRANKE_BACKEND: text }, false)).toThrow(/SKRANKE_BACKEND/)
})
