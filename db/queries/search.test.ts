import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { emptyDb, putCase } from '#test/support/case-rows.ts'
import type { Db } from '../client.ts'
import { deleteRow, putRow } from '../rows.ts'
import { NAMES_SQL } from './search-beginnings.ts'
import { CODE_SQL } from './search-codes.ts'
import { ELSEWHERE_SQL } from './search-elsewhere.ts'
import { ITEMS_SQL } from './search-items.ts'
import { searchCases } from './search.ts'
import { FEWEST_SQL, WINDOW_SQL, WORD_SQL } from './search-words.ts'
import { openDuplicates } from './search-duplicates.ts'

let db: Db
beforeEach(() => {
  db = emptyDb()
})
afterEach(() => db.close())
const search = (text: string, more: { limit?: number; after?: string | null; isLate?: () => boolean } = {}) =>
  searchCases(db, { text, limit: 10, after: null, isLate: () => false, ...more })
const found = (text: string) => search(text).hits.map(({ id, by }) => ({ id, by }))

test('a case number is found with and without its check digit, and says which (SOS-2)', () => {
  const { id } = putCase(db, { number: 1_042_773 })
  expect(found(caseNumber({ serial: 1_042_773 }))).toEqual([{ id, by: 'number' }])
  expect(found('1042773')).toEqual([{ id, by: 'number-unchecked' }])
  expect(found('1042 773')).toEqual([{ id, by: 'number-unchecked' }])
})

test.each(['91234567', '912 34', '+47 912 34 567', '0047 91 23 45 67', '34567', '(+47) 912-34'])(
  'a phone is found by %s',
  (text) => {
    const { id } = putCase(db, { mobile: '+47 912 34 567' })
    putCase(db, { mobile: '+4670123456' })
    expect(found(text)).toEqual([{ id, by: 'phone' }])
  },
)

test('a Swedish phone kept in its national form is found by any other', () => {
  const { id } = putCase(db, { mobile: null, phone: '070-123 45 67' })
  for (const text of ['+46701234567', '0701234567', '46 70 123', '070-12'])
    expect(found(text)).toEqual([{ id, by: 'phone' }])
})

test('a serial is found by any fragment of three, in any case, with or without separators', () => {
  const { id } = putCase(db, { serialNo: 'C02-XK1 JXJGH5', mobile: null })
  for (const text of ['xk1', 'C02XK1', '02-xk', 'jgh5']) expect(found(text)).toEqual([{ id, by: 'serial' }])
  expect(found('zz9')).toEqual([])
})

test('a hit says which serial or phone matched, also the serial of the unit that was given instead', () => {
  const { id } = putCase(db, { serialNo: 'C02-XK1', swapSerialNo: 'F17 QQ2', mobile: '912 34 567' })
  const codeOf = (text: string) => search(text).hits.map(({ id, by, code }) => ({ id, by, code }))
  expect(codeOf('xk1')).toEqual([{ id, by: 'serial', code: 'C02XK1' }])
  expect(codeOf('qq2')).toEqual([{ id, by: 'serial', code: 'F17QQ2' }])
  expect(codeOf('345 67')).toEqual([{ id, by: 'phone', code: '4791234567' }])
  expect(codeOf('nordmann')).toEqual([{ id, by: 'text', code: null }])
})

test('words are found by their beginnings, without accents, newest first', () => {
  const older = putCase(db, { faultDescription: 'Skjermen är trasig', registeredAt: '2026-01-01T00:00:00.000Z' })
  const newer = putCase(db, { faultDescription: 'Trasig skärm', registeredAt: '2026-02-01T00:00:00.000Z' })
  expect(found('tras').map((hit) => hit.id)).toEqual([newer.id, older.id])
  expect(found('skarm').map((hit) => hit.id)).toEqual([newer.id])
  expect(found('ase nord').length).toBe(2)
  expect(found('nordmann "OR" *').length).toBe(0)
})

test('a hit says where its words stand when its row does not show them, with the text around them', () => {
  const customer = '0198bbbb-0000-7000-8000-000000000002'
  putRow(
    db,
    'customer',
    { id: customer, customerNo: 'K-7781', name: 'Elvedal Bygg', country: 'NO', address: '' },
    undefined,
  )
  const long = `${'Ikke noe å se her. '.repeat(20)}Korrodert hovedkort ved ladeporten. ${'Og så videre. '.repeat(40)}`
  putCase(db, {
    customerId: customer,
    finding: long,
    email: 'ase@skole.oslo.no',
    serviceLocation: 'Havnegata 5, 7010 Trondheim',
    orderNo: 'PO-55100',
    faultDescription: `${'Slår seg av. '.repeat(30)}Til slutt luktet det svidd`,
  })
  const where = (text: string) => search(text).hits.map(({ elsewhere }) => elsewhere)
  expect(where('slår nordmann')).toEqual([null])
  expect(where('vedal byg')).toEqual([null])
  expect(where('skole')).toEqual([{ field: 'email', text: 'ase@skole.oslo.no' }])
  expect(where('havnegata nordmann')).toEqual([{ field: 'serviceLocation', text: 'Havnegata 5, 7010 Trondheim' }])
  expect(where('55100')).toEqual([{ field: 'orderNo', text: 'PO-55100' }])
  expect(where('k7781')).toEqual([{ field: 'customerId', text: 'K-7781' }])
  const [finding] = where('korrodert ladeporten')
  expect(finding?.field).toBe('finding')
  expect(finding?.text).toContain('Korrodert hovedkort ved ladeporten')
  expect(finding?.text.length).toBeLessThan(220)
  expect(where('svidd')).toEqual([{ field: 'faultDescription', text: expect.stringContaining('luktet det svidd') }])
})

test('what is changed or deleted is found by what it is now', () => {
  const row = putCase(db, { serialNo: 'OLDSERIAL', productName: 'Eplekake' })
  putRow(db, 'serviceCase', { ...row, serialNo: 'NEWSERIAL', productName: 'Pærekake' }, row)
  expect([found('OLDSER'), found('eplekake')]).toEqual([[], []])
  expect([found('NEWSER').length, found('pærekake').length]).toEqual([1, 1])
  deleteRow(db, 'serviceCase', row.id)
  expect([found('NEWSER'), found('pærekake')]).toEqual([[], []])
  db.run(`insert into case_text (case_text) values ('integrity-check')`)
  db.run(`insert into case_code (case_code) values ('integrity-check')`)
})

test('a customer is found by name, and the cases of that customer', () => {
  const id = '0198bbbb-0000-7000-8000-000000000001'
  putRow(db, 'customer', { id, customerNo: 'K-77', name: 'Skövde kommun', country: 'SE', address: '' }, undefined)
  const mine = putCase(db, { customerId: id })
  putCase(db)
  expect(found('Skövde kom')).toEqual([{ id: mine.id, by: 'text' }])
})

test.each(['', ' ', '"', '*', "'; drop", 'a:b', '(', 'NEAR(', '-', '^', '0', '%'])(
  'odd input %j is harmless',
  (text) => {
    putCase(db)
    expect(() => found(text)).not.toThrow()
  },
)

test('the duplicate hint names open cases with the same serial or phone, not similar ones', () => {
  const same = putCase(db, { serialNo: 'C02 XK1', mobile: null })
  const phone = putCase(db, { serialNo: null, mobile: '912 34 567' })
  putCase(db, { serialNo: 'C02XK1J', mobile: null })
  putCase(db, { serialNo: 'C02XK1', mobile: null, state: 'closed' })
  const ask = { serialNo: 'c02-xk1', phones: ['+4791234567', null], except: null }
  expect(
    openDuplicates(db, ask)
      .map((item) => item.id)
      .toSorted(),
  ).toEqual([same.id, phone.id].toSorted())
  expect(openDuplicates(db, { ...ask, except: same.id }).map((item) => item.id)).toEqual([phone.id])
})

/** Goes on until there is no more, as the window does. */
function wholeSearch(text: string, more: { limit?: number; isLate?: () => boolean } = {}) {
  const pages = [search(text, more)]
  for (let last = pages[0]; last !== undefined && last.more !== null; pages.push(last))
    last = search(text, { ...more, after: last.more })
  return pages
}
const idsOf = (pages: readonly { hits: readonly { id: string }[] }[]): string[] => [
  ...new Set(pages.flatMap(({ hits }) => hits.map(({ id }) => id))),
]

test('an exact serial or phone comes before newer cases that only contain it', () => {
  const exact = putCase(db, { serialNo: 'XK1234', mobile: null, registeredAt: '2024-01-01T00:00:00.000Z' })
  const around = putCase(db, { serialNo: 'AXK12345', mobile: null, registeredAt: '2026-01-01T00:00:00.000Z' })
  expect(found('xk-1234')).toEqual([
    { id: exact.id, by: 'serial' },
    { id: around.id, by: 'serial' },
  ])
})

test('fragments and words come newest first, whichever they are', () => {
  const word = putCase(db, { faultDescription: 'Feil 4711', mobile: null, registeredAt: '2026-02-01T00:00:00.000Z' })
  const phone = putCase(db, { mobile: '+4790471100', registeredAt: '2026-01-01T00:00:00.000Z' })
  expect(found('4711')).toEqual([
    { id: word.id, by: 'text' },
    { id: phone.id, by: 'phone' },
  ])
})

test('one character finds numbers, names and serials that begin with it, and nothing inside them', () => {
  const number = putCase(db, { number: 7_000_001, contactName: 'Per', mobile: null })
  const name = putCase(db, { contactName: 'Åse Quist', mobile: null })
  const serial = putCase(db, { contactName: 'Per', serialNo: 'QX1', mobile: null })
  putCase(db, { contactName: 'Per Aqua', serialNo: 'AQ7', mobile: null })
  expect(found('7').map(({ id }) => id)).toEqual([number.id])
  expect(
    found('q')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([name.id, serial.id].toSorted())
  expect(found('å').map(({ id }) => id)).toContain(name.id)
})

test('a search that is out of time says so, and goes on to everything', () => {
  const day = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString()
  const rare = [3, 400, 777]
  db.transaction(() => {
    for (let i = 0; i < 800; i++)
      putCase(db, {
        contactName: rare.includes(i) ? 'Zelda' : 'Per',
        mobile: null,
        registeredAt: day(i),
        faultDescription: 'Starter ikke',
      })
  })
  const pages = wholeSearch('z', { isLate: () => true })
  expect(idsOf(pages)).toHaveLength(rare.length)
  const few = wholeSearch('per starter', { limit: 30 })
  expect(few[0]?.hits).toHaveLength(30)
  expect(idsOf(few)).toHaveLength(797)
})

test('a cursor that is none begins from the front', () => {
  putCase(db)
  expect(search('nordmann', { after: 'x' }).hits).toHaveLength(1)
})

test('candidates are found by an index, newest first, without sorting', () => {
  for (const [sql, params] of [
    [CODE_SQL, ['"abc"', 1n, 30]],
    [WORD_SQL, ['"abc"', 1n, 30]],
    [FEWEST_SQL, ['"abc"', 1n, 30]],
    [WINDOW_SQL, ['"abc"', 9n, 1n, 30]],
    [NAMES_SQL, [9, 30]],
    [ITEMS_SQL, ['[1]']],
    [ELSEWHERE_SQL, ['["a"]']],
  ] as const) {
    const steps = db.all<{ detail: string }>(`explain query plan ${sql}`, ...params).map(({ detail }) => detail)
    expect(steps.join('\n')).not.toMatch(/TEMP B-TREE|SCAN c\b|SCAN cu\b/)
  }
})
