import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import { aCase, emptyDb } from '#test/support/case-rows.ts'
import { allRows } from '#test/support/table-rows.ts'
import { type NewRow, putManyRows } from './bulk.ts'
import { caseRid } from './case-rid.ts'
import type { Db } from './client.ts'
import { clearRows } from './fill.ts'
import { putRow, readRow } from './rows.ts'

const note = (caseId: string): NewRow => ({
  table: 'timelineEntry',
  row: {
    id: uuidV7(),
    caseId,
    kind: 'case.note',
    actAt: '2026-03-10T09:00:00.000Z',
    decidedAt: null,
    actorId: caseId,
    actorName: 'Kari',
    data: { text: 'x' },
  },
})
const customer = (name: string): NewRow => ({
  table: 'customer',
  row: { id: uuidV7(), customerNo: 'K1', name, country: 'NO', address: '' },
})
const STATES = ['registered', 'received', 'ready', 'closed', 'cancelled'] as const

/** Cases in any order of registration, with what belongs to them. */
function someRows(count: number): NewRow[] {
  return Array.from({ length: count }, (_, i): NewRow[] => {
    const row = aCase({
      state: STATES[i % 5] ?? 'closed',
      waitingFor: i % 7 === 0 ? 'part' : null,
      registeredAt: new Date(Date.UTC(2026, 0, 1) + ((i * 37) % 100) * 60_000).toISOString(),
      faultDescription: `feil nummer${i}`,
      serialNo: `C02X${1000 + i}`,
    })
    return [{ table: 'serviceCase', row }, note(row.id), ...(i % 10 === 0 ? [customer(`Kunde ${i}`)] : [])]
  }).flat()
}

/** What is there, what the counters say and what the searches find. */
function stateOf(db: Db) {
  for (const search of ['case_text', 'case_code', 'customer_find', 'contact_find', 'unit_find'])
    db.run(`insert into ${search} (${search}, rank) values ('integrity-check', 1)`)
  return {
    rows: allRows(db),
    counts: db.all('select bucket, n from queue_count where n > 0 order by bucket'),
    words: db.all(`select rowid from case_text where case_text match 'feil' order by rowid`),
    code: db.all(`select rowid from case_code where case_code match '"1007"'`),
    customers: db.all(`select find from customer_find where customer_find match '"Kunde"' order by 1`),
  }
}

test('many rows at once leave the same rows, counters and searches as one after the other', () => {
  const rows = someRows(200)
  const [many, single] = [emptyDb(), emptyDb()]
  many.transaction(() => putManyRows(many, rows.slice(0, 250)))
  many.transaction(() => putManyRows(many, rows.slice(250)))
  for (const { table, row } of rows) putRow(single, table, row as never, undefined)
  expect(stateOf(many)).toEqual(stateOf(single))
})

test('rows that are there already, and two cases whose rowids fall together, are put as if alone', () => {
  const db = emptyDb()
  const rows = someRows(20)
  db.transaction(() => putManyRows(db, rows))
  const first = rows[0]?.row as ReturnType<typeof aCase>
  const changed = { ...first, state: 'closed', faultDescription: 'noe annet' } as const
  const other = aCase({ faultDescription: 'feil igjen' })
  db.run(
    'update service_case set rid = ? where id = ?',
    caseRid(other.id, other.registeredAt),
    rows.at(-2)?.row.id ?? '',
  )
  db.run(`insert into case_text (case_text) values ('rebuild')`)
  db.run(`insert into case_code (case_code) values ('rebuild')`)
  db.transaction(() =>
    putManyRows(db, [...rows.slice(2), { table: 'serviceCase', row: changed }, { table: 'serviceCase', row: other }]),
  )
  expect(readRow(db, 'serviceCase', first.id)).toEqual(changed)
  expect(readRow(db, 'serviceCase', other.id)).toEqual(other)
  expect(db.all('select bucket, n from queue_count where n > 0 order by bucket')).toEqual(
    db.all('select bucket, count(*) as n from case_bucket group by bucket order by bucket'),
  )
  stateOf(db)
  // What one person changes afterwards is kept by the triggers again.
  putRow(db, 'serviceCase', aCase({ faultDescription: 'etterpå' }), undefined)
  expect(db.all(`select rowid from case_text where case_text match 'etterpå'`)).toHaveLength(1)
})

test('rows that are cleared leave nothing in counters and searches, and the triggers are there again', () => {
  const db = emptyDb()
  db.transaction(() => putManyRows(db, someRows(50)))
  db.transaction(() => clearRows(db))
  const empty = stateOf(db)
  expect(Object.values(empty.rows).flat()).toEqual([])
  expect([empty.counts, empty.words, empty.code, empty.customers]).toEqual([[], [], [], []])
  const rows = someRows(5)
  for (const { table, row } of rows) putRow(db, table, row as never, undefined)
  expect(stateOf(db).words).toHaveLength(5)
})
