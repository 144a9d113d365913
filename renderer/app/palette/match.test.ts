import { expect, test } from 'vitest'
import { matches } from './match.ts'

test.each([
  ['Klar til retur', 'ret', true],
  ['Klar til retur', 'kl ret', true],
  ['Avgjør garanti', 'avgjor', true],
  ['Bestill del', 'estill', false],
  ['Bestill del', '', true],
])('%s answers to %j: %j', (label, text, expected) => {
  expect(matches(label, text)).toBe(expected)
})
