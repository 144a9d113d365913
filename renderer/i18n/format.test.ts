import { describe, expect, test } from 'vitest'
import { age, count } from './format.ts'

const NOW = Date.parse('2026-05-21T08:00:00Z')
const WORDS = { today: 'i dag', tomorrow: 'i morgen', yesterday: 'i går', now: 'nå' }
const DAY = 86_400_000
const old = (ms: number) => age(new Date(NOW - ms).toISOString(), NOW, 'nb', WORDS).replace('\u00a0', ' ')

describe('the age of a case', () => {
  test.each([
    [59_000, 'nå'],
    [60_000, '1 m'],
    [DAY - 1, '23 t'],
    [DAY, '1 d'],
    [100 * DAY - 1, '99 d'],
    [100 * DAY, '14 u'],
    [365 * DAY - 1, '52 u'],
    [365 * DAY, '1 å'],
    [11 * 365 * DAY, '11 å'],
    [-5000, 'nå'],
  ])('of %d ms is %s', (ms, said) => {
    expect(old(ms)).toBe(said)
  })

  test('is never longer than its column: two digits and a unit', () => {
    for (let days = 0; days < 365 * 30; days += 3) expect(old(days * DAY).length).toBeLessThanOrEqual(4)
  })
})

test('a large count stands in the groups of its language', () => {
  expect(count(37_360, 'nb')).toBe('37\u00a0360')
  expect(count(37_360, 'en')).toBe('37,360')
})
