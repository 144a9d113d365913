import { expect, test } from 'vitest'
import { createSealer, newDeviceKey } from './sealer.ts'

test('what is sealed opens with the same key only, differs each time and shows nothing (INTAKE-SECRET)', () => {
  const key = newDeviceKey()
  const sealer = createSealer(key)
  const one = sealer.seal('hemmelig-4711')
  const two = sealer.seal('hemmelig-4711')
  expect([createSealer(key).open(one), sealer.open(two)]).toEqual(['hemmelig-4711', 'hemmelig-4711'])
  expect(one.equals(two)).toBe(false)
  expect(one.includes('4711')).toBe(false)
  expect(createSealer(newDeviceKey()).open(one)).toBeNull()
  const damaged = Buffer.from(one)
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1
  expect(sealer.open(damaged)).toBeNull()
  expect(sealer.open(Buffer.alloc(3))).toBeNull()
})
