import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDay, writeDay } from './read-day.ts'

test.each([
  ['2024-05-02', '2024-05-02'],
  ['2.5.2024', '2024-05-02'],
  ['02.05.24', '2024-05-02'],
  ['2. 5. 2024', '2024-05-02'],
  ['02/05/2024', '2024-05-02'],
  ['02052024', '2024-05-02'],
  ['020524', '2024-05-02'],
  ['2024.5.2', '2024-05-02'],
  [' 29.2.2024 ', '2024-02-29'],
])('%j is %s', (text, day) => {
  expect(readDay(text)).toEqual({ ok: true, day })
})

test('a blank day is unknown, not wrong', () => {
  expect(readDay('  ')).toEqual({ ok: true, day: null })
})

test.each(['29.2.2023', '31.04.2024', '2024', '5/2024', 'i fjor', '2.5.203', '1.1.1850', '2024-13-01'])(
  '%j is refused',
  (text) => {
    expect(readDay(text)).toEqual({ ok: false })
  },
)

test('every day reads back from both notations', () => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year, month, day] = iso.split('-')
      expect(readDay(iso)).toEqual({ ok: true, day: iso })
      expect(readDay(`${Number(day)}.${Number(month)}.${year}`)).toEqual({ ok: true, day: iso })
    }),
  )
})

test.each(['nb', 'sv', 'en'] as const)('in %s a day stands in its field as it is read again', (locale) => {
  expect(readDay(writeDay('2024-05-02', locale))).toEqual({ ok: true, day: '2024-05-02' })
  expect(writeDay('i fjor', locale)).toBe('i fjor')
})
