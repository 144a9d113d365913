import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import { type TempFolder, tempFolder } from '#test/support/temp-folder.ts'
import { openDb, StoreError } from './client.ts'
import { draft, localPasscode, session, setting } from './schema/profile.ts'
import { COLUMNS_MATCH_ROWS, REPLICATED } from './schema/replicated.ts'
import { queueCount } from './schema/service-case.ts'
import { acknowledged, baseRow, conflict, fill, goneRow, lease, outbox, syncState, touch } from './schema/sync.ts'

const LOCAL = [
  draft,
  localPasscode,
  session,
  setting,
  queueCount,
  acknowledged,
  baseRow,
  conflict,
  fill,
  goneRow,
  lease,
  outbox,
  syncState,
  touch,
]

const migrations = join(import.meta.dirname, 'migrations')
let folder: TempFolder
beforeEach(() => {
  folder = tempFolder('client')
})
afterEach(() => folder.remove())
const file = () => join(folder.path, 'profile.sqlite')

test('every commit is on the disk before it is acknowledged, and what is deleted is overwritten', () => {
  const db = openDb({ file: file(), migrations })
  const pragma = (name: string) => db.value(`select * from pragma_${name}`)
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('secure_delete'), pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
    1,
  ])
  db.close()
})

test('the migrations make the tables, columns and indexes that the schema names', () => {
  const db = openDb({ file: ':memory:', migrations })
  for (const table of [...Object.values(REPLICATED), ...LOCAL]) {
    const config = getTableConfig(table)
    const columns = db.all<{ name: string; notnull: number }>(
      'select name, "notnull" from pragma_table_xinfo(?)',
      config.name,
    )
    expect(columns.map((c) => c.name).sort()).toEqual(config.columns.map((c) => c.name).sort())
    for (const column of config.columns)
      if (!column.primary) expect(columns).toContainEqual({ name: column.name, notnull: column.notNull ? 1 : 0 })
    const indexes = db.all<{ name: string }>('select name from pragma_index_list(?)', config.name).map((i) => i.name)
    for (const { config: index } of config.indexes) expect(indexes).toContain(index.name)
  }
  db.close()
})

test('columns have the types of the rows they hold', () => {
  expect(Object.keys(COLUMNS_MATCH_ROWS).toSorted()).toEqual(TABLE_NAMES.toSorted())
})

test('a file made by a newer program is refused and left as it is (store.newer)', () => {
  openDb({ file: file(), migrations }).close()
  const raw = new Sqlite(file())
  raw.pragma('user_version = 99')
  raw.close()
  expect(() => openDb({ file: file(), migrations })).toThrowError(expect.objectContaining({ code: 'store.newer' }))
  expect(() => openDb({ file: file(), migrations })).toThrow(StoreError)
})

test('an upgrade keeps a copy of the file as it was; one that fails changes nothing', () => {
  const db = openDb({ file: file(), migrations })
  db.run(`insert into setting (key, value) values ('language', 'sv')`)
  const version = db.value<number>('select * from pragma_user_version') ?? 0
  db.close()
  const next = join(folder.path, 'migrations')
  cpSync(migrations, next, { recursive: true })
  const added = join(next, '9999_more.sql')
  writeFileSync(added, 'create table more (a); insert into nowhere values (1);')
  expect(() => openDb({ file: file(), migrations: next })).toThrow('nowhere')
  const untouched = openDb({ file: file(), migrations })
  expect(untouched.value('select count(*) from sqlite_master where name = ?', 'more')).toBe(0)
  untouched.close()

  writeFileSync(added, 'create table more (a);')
  const upgraded = openDb({ file: file(), migrations: next })
  expect(upgraded.value('select value from setting')).toBe('sv')
  upgraded.close()
  const copy = `${file()}.v${version}.bak`
  expect(existsSync(copy)).toBe(true)
  const before = new Sqlite(copy, { readonly: true })
  expect(before.prepare('select value from setting').pluck().get()).toBe('sv')
  expect(before.pragma('user_version', { simple: true })).toBe(version)
  before.close()
  expect(readFileSync(copy).length).toBeGreaterThan(0)
})

test('a transaction that throws leaves nothing behind; one inside another is part of it', () => {
  const db = openDb({ file: ':memory:', migrations })
  const put = (key: string) => db.run('insert into setting (key, value) values (?, ?)', key, '')
  expect(() =>
    db.transaction(() => {
      put('a')
      db.transaction(() => put('b'))
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(db.value('select count(*) from setting')).toBe(0)
  db.close()
})

test('a connection in the background holds back while another waits to write, and leaves the disk to it', () => {
  const front = openDb({ file: file(), migrations })
  const back = openDb({ file: file(), migrations, yieldsTo: front.turns })
  const waiting = new Int32Array(front.turns)
  const seen: number[] = []
  front.transaction(() => seen.push(Atomics.load(waiting, 0)))
  expect([back.value('select * from pragma_synchronous'), seen]).toEqual([1, [0]])

  Atomics.add(waiting, 0, 1) // another thread waits for the lock
  const other = new Worker(
    `const { workerData } = require('node:worker_threads')
     const waiting = new Int32Array(workerData)
     setTimeout(() => { Atomics.store(waiting, 0, 0); Atomics.notify(waiting, 0) }, 60)`,
    { eval: true, workerData: front.turns },
  )
  back.run(`insert into setting (key, value) values ('a', '')`)
  expect(Atomics.load(waiting, 0)).toBe(0)
  void other.terminate()
  back.close()
  front.close()
})

test('what can be had again is not waited for, and what comes after it is, also when it broke off', () => {
  const db = openDb({ file: file(), migrations })
  const level = () => db.value('select * from pragma_synchronous')
  expect([level(), db.unsynced(level), level()]).toEqual([2, 1, 2])
  expect(() =>
    db.unsynced(() => {
      throw new Error('broken off')
    }),
  ).toThrow('broken off')
  expect(level()).toBe(2)
  // Inside a transaction of somebody who is waited for it is as theirs.
  expect(db.transaction(() => db.unsynced(level))).toBe(2)
  db.close()
})
