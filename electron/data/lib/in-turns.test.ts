import { expect, test } from 'vitest'
import { inTurns } from './in-turns.ts'

function* counting(turns: number, seen: number[]): Generator<undefined, number> {
  for (let i = 0; i < turns; i++) {
    seen.push(i)
    yield
  }
  return turns
}

test('others get their turn between the turns of long work', async () => {
  const seen: number[] = []
  let between = 0
  const other = setInterval(() => (between = seen.length), 0)
  expect(await inTurns(counting(20_000, seen))).toBe(20_000)
  clearInterval(other)
  expect(between).toBeGreaterThan(0)
  expect(between).toBeLessThan(20_000)
})

test('work whose answer nobody wants any more is left off', async () => {
  const seen: number[] = []
  const wish = new AbortController()
  const answer = inTurns(counting(1_000_000, seen), wish.signal)
  setImmediate(() => wish.abort())
  await expect(answer).rejects.toThrow('abort')
  expect(seen.length).toBeLessThan(1000)
})
