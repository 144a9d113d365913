import { getTableName } from 'drizzle-orm'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import type { ReadDb, WriteDb } from './client.ts'
import { REPLICATED } from './schema/replicated.ts'

/** Where a first fill stands; see `schema/sync.ts`. */
export type Fill = {
  readonly epoch: string
  readonly start: number
  readonly cursor: string
  readonly done: number
  readonly total: number | null
}

export const readFill = (db: ReadDb): Fill | undefined =>
  db.get<Fill>('select epoch, start, cursor, done, total from fill where one = 1')

/**
 * Every piece of a fill begins a segment of these searches, and so many of a level are merged into one of the next. Few: a search looks
 * into few; many: all that was there is written anew less often. From 16 on FTS5 merges a level at once and not in slices.
 */
const MERGED_AT = { always: 4, inFill: 12 } as const
const mergeAt = (db: WriteDb, segments: number): void => {
  for (const name of ['case_text', 'case_code'])
    db.run(`insert into ${name} (${name}, rank) values ('automerge', ${segments})`) // a bound number is no integer to FTS5
}

export const startFill = (db: WriteDb, epoch: string, start: number): void => {
  db.run(`insert into fill (one, epoch, start, cursor, done, total) values (1, ?, ?, '', 0, null)`, epoch, start)
  mergeAt(db, MERGED_AT.inFill)
}

/** Notes, in the transaction that brings the rows, what has come. */
export const moveFill = (db: WriteDb, cursor: string, rows: number, total: number | null): void => {
  db.run('update fill set cursor = ?, done = done + ?, total = coalesce(?, total) where one = 1', cursor, rows, total)
}

export const endFill = (db: WriteDb): void => {
  if (db.run('delete from fill') > 0) mergeAt(db, MERGED_AT.always)
}

export const SEARCHES = ['case_text', 'case_code', 'customer_find', 'contact_find', 'unit_find'] as const

/**
 * Takes every replicated row away, with search and counters. Without triggers SQLite drops the pages of a table instead of deleting
 * row by row. The caller holds the transaction.
 */
export function clearRows(db: WriteDb): void {
  const triggers = db.all<{ name: string; sql: string }>(
    `select name, sql from sqlite_master where type = 'trigger' and sql is not null`,
  )
  for (const { name } of triggers) db.run(`drop trigger ${name}`)
  for (const name of TABLE_NAMES) db.run(`delete from ${getTableName(REPLICATED[name])}`)
  for (const name of SEARCHES) db.run(`insert into ${name} (${name}) values ('delete-all')`)
  db.run('delete from queue_count')
  for (const { sql } of triggers) db.run(sql)
}
