import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment, writeMoment } from './read-moment.ts'

const DAYS = { on: '2026-05-21', today: '2026-05-23' }
const at = (instant: string | null) => ({ ok: true, at: instant })

test.each([
  ['21.05.2026 12:58', at('2026-05-21T10:58:00.000Z')],
  ['2026-05-20 9:05', at('2026-05-20T07:05:00.000Z')],
  ['20052026 1258', at('2026-05-20T10:58:00.000Z')],
  ['2.1.26, kl. 08.00', at('2026-01-02T07:00:00.000Z')],
  ['12:58', at('2026-05-21T10:58:00.000Z')],
  ['kl 0058', at('2026-05-20T22:58:00.000Z')],
  ['1258', at('2026-05-21T10:58:00.000Z')],
  ['i går 12:58', at('2026-05-22T10:58:00.000Z')],
  ['Igår kl 12.58', at('2026-05-22T10:58:00.000Z')],
  ['yesterday 1258', at('2026-05-22T10:58:00.000Z')],
  ['i dag 9:05', at('2026-05-23T07:05:00.000Z')],
  ['21.5 12:58', at('2026-05-21T10:58:00.000Z')],
  ['21.5. kl 12:58', at('2026-05-21T10:58:00.000Z')],
  ['24/12 09:00', at('2025-12-24T08:00:00.000Z')],
  ['', at(null)],
])('%s is read as a person means it, in the zone of the desk', (typed, read) => {
  expect(readMoment(typed, DAYS)).toEqual(read)
})

test.each([
  '21.05.2026',
  '24:00',
  '12:60',
  '31.02.2026 12:00',
  'i går',
  'i morgen 12:00',
  '31.2. 12:00',
  '12',
  '21.05.2026 12:58:30',
  'x',
])('%s is no moment', (typed) => {
  expect(readMoment(typed, DAYS)).toEqual({ ok: false })
})

test('what is written is read as the same minute, but for the hour that a clock repeats', () => {
  const noon = fc.integer({ min: 0, max: 36_000 }).map((day) => Date.UTC(1990, 0, 1, 12) + day * 86_400_000)
  fc.assert(
    fc.property(noon, fc.integer({ min: 0, max: 500 }), fc.constantFrom('nb', 'sv', 'en'), (ms, minutes, locale) => {
      const instant = new Date(ms + minutes * 60_000).toISOString()
      expect(readMoment(writeMoment(instant, locale), DAYS)).toEqual(at(instant))
    }),
  )
})
