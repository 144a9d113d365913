import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Json, JsonObject } from './json.ts'

test('what comes out of JSON is taken as it is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const value: unknown = JSON.parse(text)
      expect(Json.parse(value)).toBe(value)
    }),
  )
})

const others = [undefined, Number.NaN, Infinity, 1n, Symbol('x'), () => 1, new Date(0), new Map(), new Uint8Array(2)]
test.each(others.flatMap((each) => [[each], [{ in: each }], [[each]]]))('%o is not JSON', (value) => {
  expect(Json.safeParse(value).success).toBe(false)
  expect(z.json().safeParse(value).success).toBe(false)
})

test('what is nested without end is refused, and ends nothing', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown
  expect(Json.safeParse(deep).success).toBe(false)
})

test.each([[null], ['text'], [1], [[]], [undefined]])('%o is no object', (value) => {
  expect(JsonObject.safeParse(value).success).toBe(false)
})

test('a member that has to be there is missed', () => {
  expect(z.object({ args: Json }).safeParse({}).success).toBe(false)
  expect(z.object({ args: Json.optional() }).safeParse({}).success).toBe(true)
})
