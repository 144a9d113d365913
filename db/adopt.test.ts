import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { getTableName } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { adoptFile, OWN_TABLES } from './adopt.ts'
import { openDb } from './client.ts'
import { SEARCHES } from './fill.ts'
import { REPLICATED } from './schema/replicated.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations')
const EPOCH = '0198aaaa-0000-7000-8000-000000000001'
const opened = () => {
  const folder = tempFolder('adopt')
  const at = (name: string): string => join(folder.path, name)
  return { at, own: openDb({ file: at('own.sqlite'), migrations: MIGRATIONS }) }
}

/** Filled by the fill itself, or made anew by deciding what is pending. */
const OF_THE_FILL = ['queue_count', 'sync_state', 'fill', 'touch', 'base_row', 'gone_row']

test('every table is either given by a fill or the own of the device: a new one must say which', () => {
  const { own } = opened()
  const tables = own
    .all<{ name: string }>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .map(({ name }) => name)
    .filter((name) => !SEARCHES.some((search) => name === search || name.startsWith(`${search}_`)))
  const given = TABLE_NAMES.map((name) => getTableName(REPLICATED[name]))
  expect(tables.sort()).toEqual([...given, ...OF_THE_FILL, ...OWN_TABLES].sort())
})

test('the new file has the place, the own rows and the order of commands of the old one, and is written durably', () => {
  const { at, own } = opened()
  openDb({ file: at('made.sqlite'), migrations: MIGRATIONS }).close()
  own.run(`insert into setting (key, value) values ('a', '1')`)
  own.run(`update sync_state set offset_ms = 42, contact_at = '2026-01-01T00:00:00.000Z'`)
  own.run(
    `insert into outbox (id, name, version, args, act_at, status, touches) values ('c', 'n', 1, '{}', '', 'queued', '[["x",1]]')`,
  )
  own.run('delete from outbox')
  expect(adoptFile(own, MIGRATIONS, { file: at('made.sqlite'), epoch: EPOCH, start: 7 })).toBe(true)
  expect(existsSync(at('made.sqlite'))).toBe(false)
  expect(own.get('select epoch, position, filled, offset_ms, contact_at from sync_state')).toEqual({
    epoch: EPOCH,
    position: 7,
    filled: 1,
    offset_ms: 42,
    contact_at: '2026-01-01T00:00:00.000Z',
  })
  expect(own.value(`select value from setting where key = 'a'`)).toBe('1')
  own.run(`insert into outbox (id, name, version, args, act_at, status) values ('d', 'n', 1, '{}', '', 'queued')`)
  expect(own.value('select ord from outbox')).toBe(2)
  expect(own.value('pragma journal_mode')).toBe('wal')
  expect(own.value('pragma synchronous')).toBe(2)
  own.close()
  const again = openDb({ file: at('own.sqlite'), migrations: MIGRATIONS })
  expect(again.value('select count(*) from outbox')).toBe(1)
  again.close()
})

test('a file of another shape, or one that somebody else has open, stays as it is', () => {
  const { at, own } = opened()
  const made = openDb({ file: at('made.sqlite'), migrations: MIGRATIONS })
  made.run('create table more (id text)')
  made.close()
  expect(adoptFile(own, MIGRATIONS, { file: at('made.sqlite'), epoch: EPOCH, start: 7 })).toBe(false)
  openDb({ file: at('same.sqlite'), migrations: MIGRATIONS }).close()
  const other = openDb({ file: at('own.sqlite'), migrations: MIGRATIONS })
  own.run(`insert into setting (key, value) values ('a', '1')`)
  expect(adoptFile(own, MIGRATIONS, { file: at('same.sqlite'), epoch: EPOCH, start: 7 })).toBe(false)
  expect(other.value(`select value from setting where key = 'a'`)).toBe('1')
  expect(own.value('select filled from sync_state')).toBe(0)
  own.run(`insert into setting (key, value) values ('b', '1')`)
  expect(other.value('select count(*) from setting')).toBe(2)
  other.close()
  own.close()
})
