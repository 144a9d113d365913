import { describe, expect, test } from 'vitest'
import type { SearchHit } from '#shared/contract/views.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { findUnit, searchTexts } from './find-unit.ts'
import { readScan } from './read-scan.ts'
import { createScanDetector } from './scan-detector.ts'

const NUMBER = caseNumber({ serial: 1042773 })
const wrongCheck = NUMBER.slice(0, -1) + ((Number(NUMBER.at(-1)) + 1) % 10)

describe('SOS-2: readScan', () => {
  test.each([NUMBER, NUMBER.replace(' ', ''), ` ${NUMBER.replace(' ', '-')} `])(
    '%j is a checked case number',
    (text) => {
      expect(readScan(text)).toEqual({ kind: 'number', number: 1042773, checked: true })
    },
  )

  test('seven digits are a case number without its check digit', () => {
    expect(readScan('104 2773')).toEqual({ kind: 'number', number: 1042773, checked: false })
    expect(readScan('0000000')).toMatchObject({ kind: 'bad-number' })
  })

  test('eight digits with a wrong check digit are not read as another case', () => {
    expect(readScan(wrongCheck)).toEqual({ kind: 'bad-number', text: wrongCheck.replace(' ', '') })
  })

  test.each([
    ['c02zw1abmd6t', ['C02ZW1ABMD6T']],
    ['SC02ZW1ABMD6T', ['SC02ZW1ABMD6T', 'C02ZW1ABMD6T']],
    ['PF-3ABC12', ['PF-3ABC12']],
    ['C02 ZW1 ABMD6T', ['C02ZW1ABMD6T']],
    ['356938035643809', ['356938035643809']],
  ])('%j stands for the serials %j', (text, texts) => {
    expect(readScan(text)).toEqual({ kind: 'unit', texts })
  })

  test.each(['https://example.invalid/x?y=1', 'æøå', '?'])('%j is not readable', (text) => {
    expect(readScan(text)).toMatchObject({ kind: 'unreadable' })
  })

  test('nothing scanned is nothing', () => {
    expect(readScan('  ')).toEqual({ kind: 'empty' })
  })
})

const hit = (more: Partial<SearchHit>): SearchHit => ({
  id: 'a',
  number: 1042773,
  localRef: null,
  productName: 'MacBook',
  faultDescription: '',
  contactName: '',
  customerName: null,
  serialNo: 'C02ZW1ABMD6T',
  flow: 'workshop',
  state: 'received',
  ownerId: null,
  ownerInitials: null,
  registeredAt: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:00Z',
  dueAt: null,
  dueRule: null,
  contract: 'SA0011807',
  channel: 'phone',
  waitingFor: null,
  mark: 'none',
  by: 'serial',
  code: 'C02ZW1ABJG5H',
  elsewhere: null,
  ...more,
})
const serial = readScan('C02ZW1ABMD6T')

describe('findUnit', () => {
  test('takes the case with exactly this number, not one that only looks like it', () => {
    const hits = [hit({ id: 'b', number: 104277 }), hit({})]
    expect(findUnit(readScan(NUMBER), hits)).toMatchObject({ kind: 'unit', hit: { id: 'a' } })
  })

  test('takes the open case of a unit that has been here before', () => {
    const hits = [hit({ id: 'old', state: 'closed' }), hit({ id: 'now', state: 'registered' })]
    expect(findUnit(serial, hits)).toMatchObject({ kind: 'unit', hit: { id: 'now' } })
  })

  test('lets the person choose between two open cases of one unit', () => {
    expect(findUnit(serial, [hit({ id: 'a' }), hit({ id: 'b' })])).toMatchObject({ kind: 'several' })
  })

  test('tells a desk case, an ended case and no case apart', () => {
    expect(findUnit(serial, [hit({ flow: 'desk' })])).toMatchObject({ kind: 'not-workshop' })
    expect(findUnit(serial, [hit({ state: 'cancelled' })])).toMatchObject({ kind: 'ended' })
    expect(findUnit(serial, [hit({ serialNo: 'C02ZW1ABMD6TX' })])).toEqual({ kind: 'none' })
  })

  test('a hit named twice is one unit', () => {
    expect(findUnit(serial, [hit({}), hit({ by: 'text' })])).toMatchObject({ kind: 'unit' })
  })

  test('a case number is searched for as printed, and without its check digit also as a serial', () => {
    expect(searchTexts(readScan(NUMBER))).toEqual([NUMBER.replace(' ', '')])
    expect(searchTexts(readScan('1042773'))).toEqual([NUMBER.replace(' ', ''), '1042773'])
    expect(searchTexts(readScan('?'))).toEqual([])
  })
})

describe('createScanDetector', () => {
  const type = (text: string, gapMs: number) => {
    const feed = createScanDetector()
    return [...text, 'Enter'].map((key, i) => feed(key, i * gapMs)).at(-1)
  }

  test('a burst that ends with Enter is a scan', () => {
    expect(type('C02ZW1ABMD6T', 8)).toBe('C02ZW1ABMD6T')
  })

  test('a person who types and presses Enter is not', () => {
    expect(type('skjermen er knust', 110)).toBe(null)
    expect(type('ok', 10)).toBe(null)
  })

  test('only the burst is taken when a scan comes in the middle of typing', () => {
    const feed = createScanDetector()
    for (const [i, key] of [...'test'].entries()) feed(key, i * 150)
    const keys = [...'C02ZW1ABMD6T', 'Enter']
    expect(keys.map((key, i) => feed(key, 5000 + i * 8)).at(-1)).toBe('C02ZW1ABMD6T')
  })
})
