import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { searchCases } from '#db/queries/search.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'
import { rangesIn, soughtIn } from '#shared/lib/search-marks.ts'
import { emptyDb, putCase } from '#test/support/case-rows.ts'

let db: Db
beforeEach(() => {
  db = emptyDb()
})
afterEach(() => db.close())

/** What is marked in the serial or phone of the one case that is found, as it is shown. */
function markedIn(text: string): string {
  const { hits } = searchCases(db, { text, limit: 10, after: null, isLate: () => false })
  expect(hits.map(({ by }) => by)).toHaveLength(1)
  const code = hits[0]?.code ?? ''
  const shown = hits[0]?.by === 'phone' ? phoneInGroups(`+${code}`) : code
  return rangesIn(shown, soughtIn(text), 'code')
    .map(([start, end]) => shown.slice(start, end))
    .join('|')
}

test.each([
  ['91234567', '91 23 45 67'],
  ['912 34', '91 23 4'],
  ['0047 91 23 45 67', '47 91 23 45 67'],
  ['(+47) 912-34', '47 91 23 4'],
  ['34567', '3 45 67'],
])('a phone that is found by %s is marked as far as it was said', (text, marked) => {
  putCase(db, { mobile: '+47 912 34 567' })
  expect(markedIn(text)).toBe(marked)
})

test('a phone of another country is marked without the zeros that are not kept', () => {
  putCase(db, { mobile: null, phone: '070-123 45 67' })
  for (const text of ['0701234567', '070-123 45 67']) expect(markedIn(text)).toBe('70 123 45 67')
})

test.each(['xk1', 'C02XK1', '02-xk', 'JGH5'])('a serial that is found by %s is marked there', (text) => {
  putCase(db, { serialNo: 'C02-XK1 JXJGH5', mobile: null })
  expect(markedIn(text)).toBe(text.replace('-', '').toUpperCase())
})
