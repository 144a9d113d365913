import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { emptyDb, putCase } from '#test/support/case-rows.ts'
import type { Db } from '../client.ts'
import { deleteRow, putRow } from '../rows.ts'
import { openDuplicates, searchCases } from './search.ts'

let db: Db
beforeEach(() => {
  db = emptyDb()
})
afterEach(() => db.close())
const found = (text: string) => searchCases(db, text, 10).map(({ id, by }) => ({ id, by }))

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

test('words are found by their beginnings, without accents, newest first', () => {
  const older = putCase(db, { faultDescription: 'Skjermen är trasig', registeredAt: '2026-01-01T00:00:00.000Z' })
  const newer = putCase(db, { faultDescription: 'Trasig skärm', registeredAt: '2026-02-01T00:00:00.000Z' })
  expect(found('tras').map((hit) => hit.id)).toEqual([newer.id, older.id])
  expect(found('skarm').map((hit) => hit.id)).toEqual([newer.id])
  expect(found('ase nord').length).toBe(2)
  expect(found('nordmann "OR" *').length).toBe(0)
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
