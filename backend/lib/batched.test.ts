import { expect, test } from 'vitest'
import { batched } from './batched.ts'

test('keys asked together are looked up together, each once, and each gets its own answer', async () => {
  const looks: string[][] = []
  const lengthOf = batched(async (keys: readonly string[]) => {
    looks.push([...keys])
    return new Map(keys.filter((key) => key !== '').map((key) => [key, key.length]))
  })
  expect(await Promise.all(['a', 'bcd', 'a', ''].map(lengthOf))).toEqual([1, 3, 1, undefined])
  expect(looks).toEqual([['a', 'bcd', '']])
})

test('who asks while a look is under way gets the answer of the next, so that no answer is older than its question', async () => {
  let value = 1
  let release = () => {}
  const current = batched(async (keys: readonly string[]) => {
    const seen = value
    await new Promise<void>((resolve) => (release = resolve))
    return new Map(keys.map((key) => [key, seen]))
  })
  const first = current('x')
  await new Promise((resolve) => setTimeout(resolve, 5))
  value = 2
  const second = current('x')
  release()
  expect(await first).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 5))
  release()
  expect(await second).toBe(2)
})

test('a look that fails fails for those who asked, and the next is made', async () => {
  let times = 0
  const flaky = batched(async (keys: readonly number[]) => {
    if (++times === 1) throw new Error('away')
    return new Map(keys.map((key) => [key, key]))
  })
  await expect(flaky(1)).rejects.toThrow('away')
  expect(await flaky(1)).toBe(1)
})
