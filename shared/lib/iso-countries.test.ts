import { expect, test } from 'vitest'
import { ISO_COUNTRIES } from './iso-countries.ts'

test('there are 249 assigned codes, and each has a name', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(ISO_COUNTRIES.size).toBe(249)
  expect([...ISO_COUNTRIES].filter((code) => !names.of(code))).toEqual([])
})
