import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../db/migrations')

test('0002 makes cases that are there already searchable and counts them', () => {
  const db = new Sqlite(':memory:')
  db.exec(readFileSync(join(folder, '0001_tables.sql'), 'utf8'))
  const columns: Record<string, string | number> = {
    rid: 42, id: 'a', contract: 'SA0011807', contact_name: 'Åse', service_location: 'Oslo', product_name: 'Mac',
    fault_description: 'Søl', kind: 'apple', flow: 'workshop', channel: 'phone', state: 'received', product: 'mac',
    sold_by_us: 0, used_in: 'NO', damage: '[]', registered_at: '2026-01-01T00:00:00.000Z', registered_by: 'x',
    has_passcode: 0, reminders: 0, assumed: '[]', changed_at: '2026-01-01T00:00:00.000Z', codes: 'C02ABC',
  }
  const names = Object.keys(columns)
  db.prepare(`insert into service_case (${names.join()}) values (${names.map((n) => `@${n}`).join()})`).run(columns)
  db.exec(readFileSync(join(folder, '0002_search_and_counts.sql'), 'utf8'))
  const found = (sql: string) => db.prepare(sql).pluck().all()
  expect(found(`select rowid from case_text where case_text match 'ase'`)).toEqual([42])
  expect(found(`select rowid from case_code where case_code match '"02A"'`)).toEqual([42])
  expect(db.prepare('select bucket, n from queue_count order by bucket').all()).toEqual([
    { bucket: 'bench', n: 1 },
    { bucket: 'owner:', n: 1 },
  ])
})
