import { expect, test } from 'vitest'
import { emptyDb } from '#test/support/case-rows.ts'
import type { Db } from './client.ts'
import { endFill, readFill, startFill } from './fill.ts'

const EPOCH = '00000000-0000-4000-8000-000000000001'
const mergedAt = (db: Db) =>
  ['case_text', 'case_code'].map((name) => db.value(`select v from ${name}_config where k = 'automerge'`))

test('searches are merged seldom while a fill is under way, and as always when it has ended', () => {
  const db = emptyDb()
  startFill(db, EPOCH, 7)
  expect(readFill(db)).toMatchObject({ start: 7, done: 0 })
  expect(mergedAt(db)).toEqual([12, 12])
  endFill(db)
  expect(readFill(db)).toBeUndefined()
  expect(mergedAt(db)).toEqual([4, 4])
})

test('where no fill is under way, ending it writes nothing', () => {
  const db = emptyDb()
  endFill(db)
  expect(mergedAt(db)).toEqual([undefined, undefined])
})
