import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDb, putCase } from '#test/support/case-rows.ts'
import type { Db } from '../client.ts'
import { pagesOf } from './search-size.ts'
import { END, sifted, START } from './search-source.ts'
import { folded, hasWord, wordsIn } from '#shared/lib/search-text.ts'
import { wordSource } from './search-words.ts'

const WORDS = [
  'Skjerm',
  'skjermbrudd',
  'Søl',
  'solskade',
  'ÅPEN',
  'apekatt',
  'lader',
  'Laddning',
  'x1',
  '2024',
  'süß',
  'İzmir',
] as const
const CASES = 3000

let db: Db
const texts: { rid: number; text: string }[] = []
beforeAll(() => {
  db = emptyDb()
  db.transaction(() => {
    for (let i = 0; i < CASES; i++) {
      const some = WORDS.filter((_, w) => (i * 7 + w * w * 13) % (w + 2) === 0)
      const faultDescription = `${some.join(i % 2 === 0 ? ' ' : '-')} nr ${i}`
      const { id } = putCase(db, {
        faultDescription,
        productName: '',
        contactName: '',
        email: null,
        serviceLocation: '',
        registeredAt: new Date(Date.UTC(2023, 0, 1) + i * 6 * 3_600_000).toISOString(),
      })
      const rid = db.value<number>('select rid from service_case where id = ?', id) ?? 0
      texts.push({ rid, text: folded(faultDescription) })
    }
  })
})
afterAll(() => db.close())

const expected = (text: string): number[] =>
  texts
    .filter((one) => wordsIn(text).every((word) => hasWord(one.text, word)))
    .map(({ rid }) => rid)
    .toReversed()

function search(text: string, isLate: () => boolean, cheapPages?: number): number[] {
  const source = wordSource(db, text, cheapPages)
  if (source === null) return []
  const all: number[] = []
  for (let below = START; below !== END; ) {
    const { rids, floor } = source({ below, limit: 40, isLate })
    for (const rid of rids) if (rid >= floor && rid < below) all.push(rid)
    if (floor >= below) throw new Error('a turn that gets nowhere')
    below = floor
  }
  return all
}

test.each(WORDS)('the index and the comparison here see the same word in %s', (word) => {
  expect(search(word, () => false)).toEqual(expected(word))
})

test('any beginnings of words, in any order and however often interrupted, find what reading every case finds, newest first', () => {
  const beginning = fc
    .tuple(fc.constantFrom(...WORDS), fc.integer({ min: 2, max: 8 }))
    .map(([word, letters]) => word.slice(0, letters))
  fc.assert(
    fc.property(
      fc.array(beginning, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.constantFrom(0, 2, undefined),
      (words, late, cheapPages) => {
        expect(search(words.join(' '), () => late, cheapPages)).toEqual(expected(words.join(' ')))
      },
    ),
    { numRuns: 150 },
  )
})

test('what a prefix takes of the index is known without reading it: a frequent one more than a rare one', () => {
  db.run(`insert into case_text (case_text) values ('optimize')`)
  expect(pagesOf(db, 0, 'nr')).toBeGreaterThan(0)
  expect(pagesOf(db, 1, 'nr')).toBeGreaterThan(0)
  expect([pagesOf(db, 0, 'zzz'), pagesOf(db, 0, 'apekatt'), pagesOf(db, 0, 'ab')]).toEqual([0, 0, 0])
})

test('a source that is late still makes one turn, so that a search always gets on', () => {
  const turns: number[] = []
  const source = sifted(
    (below) => {
      turns.push(below)
      return { candidates: [{ rid: below - 1 }], floor: below - 1 }
    },
    () => false,
  )
  expect(source({ below: 10, limit: 1, isLate: () => true })).toEqual({ rids: [], floor: 9 })
  expect(turns).toEqual([10])
})
