import { getTableColumns, getTableName } from 'drizzle-orm'
import type { RangeColumn } from '#shared/domain/command/read.ts'
import { type AnyRow, type Row, type RowKey, rowKey, TABLE_NAMES, type TableName } from '#shared/domain/tables.ts'
import { caseRid } from './case-rid.ts'
import type { Bind, ReadDb, WriteDb } from './client.ts'
import { DERIVED, REPLICATED } from './schema/replicated.ts'
import { CASE_CODE_FIELDS, caseCodes, contactFind, customerFind, unitFind } from './search-codes.ts'

/**
 * Whole rows of the replicated tables, in and out. Reading and writing follow from the drizzle schema; the derived columns are
 * filled in here and nowhere else.
 */
type Field = { readonly name: string; readonly column: string; readonly kind: 'plain' | 'boolean' | 'json' }
type Codec = {
  readonly table: string
  readonly fields: readonly Field[]
  readonly select: string
  /** Made once: a long text that is put together again for each row is looked up more slowly than the row. */
  readonly selectById: string
  readonly selectByIds: string
}
type Loose = Record<string, unknown>

const CODECS = Object.fromEntries(TABLE_NAMES.map((name) => [name, codecOf(name)])) as Record<TableName, Codec>

function codecOf(name: TableName): Codec {
  const table = REPLICATED[name]
  const fields = Object.entries(getTableColumns(table))
    .filter(([field]) => !(DERIVED as readonly string[]).includes(field))
    .map(([field, column]): Field => {
      const kind = column.dataType === 'boolean' || column.dataType === 'json' ? column.dataType : 'plain'
      return { name: field, column: column.name, kind }
    })
  const columns = fields.map((field) => `${field.column} as "${field.name}"`).join(', ')
  const select = `select ${columns} from ${getTableName(table)}`
  return {
    table: getTableName(table),
    fields,
    select,
    selectById: `${select} where id = ?`,
    selectByIds: `${select} where id in (select value from json_each(?))`,
  }
}

/** Turns what SQLite gave into the row it stands for; in place. */
function decode<T extends TableName>(codec: Codec, found: Loose): Row<T> {
  for (const { name, kind } of codec.fields) {
    if (kind === 'boolean') found[name] = found[name] === 1
    else if (kind === 'json') found[name] = JSON.parse(found[name] as string)
  }
  return found as unknown as Row<T>
}

function encode(field: Field, row: Loose): Bind {
  const value = row[field.name]
  if (value === undefined || value === null) return null
  if (field.kind === 'boolean') return value === true ? 1 : 0
  return field.kind === 'json' ? JSON.stringify(value) : (value as Bind)
}

export function readRow<T extends TableName>(db: ReadDb, table: T, id: string): Row<T> | undefined {
  const codec = CODECS[table]
  const found = db.get<Loose>(codec.selectById, id)
  return found === undefined ? undefined : decode<T>(codec, found)
}

/** Those of these rows that are there, with one query a table: in half the time of one a row. */
export function readRows(
  db: ReadDb,
  wanted: readonly { readonly table: TableName; readonly id: string }[],
): ReadonlyMap<RowKey, AnyRow> {
  const found = new Map<RowKey, AnyRow>()
  for (const table of new Set(wanted.map((each) => each.table))) {
    const codec = CODECS[table]
    const ids = wanted.filter((each) => each.table === table).map(({ id }) => id)
    for (const columns of db.all<Loose>(codec.selectByIds, JSON.stringify(ids))) {
      const row = decode(codec, columns)
      found.set(rowKey(table, row.id), row)
    }
  }
  return found
}

/** In which order the rows of a case come. */
const CASE_ORDER: Partial<Record<TableName, string>> = {
  timelineEntry: 'act_at, id',
  feeEntry: 'seq, id',
}

/** The rows whose indexed column has a value. A number is had by one case; asking for an order would cost more than the read. */
export function readRange<T extends TableName>(
  db: ReadDb,
  table: T,
  by: RangeColumn,
  value: string | number,
): Row<T>[] {
  const codec = CODECS[table]
  const where = by === 'caseId' ? `case_id = ? order by ${CASE_ORDER[table] ?? 'id'}` : 'number = ?'
  return db.all<Loose>(`${codec.select} where ${where}`, value).map((found) => decode<T>(codec, found))
}

/** Every row of a small reference table, in the order of a column. */
export function readAll<T extends 'agreement' | 'colleague'>(db: ReadDb, table: T, order: string): Row<T>[] {
  const codec = CODECS[table]
  return db.all<Loose>(`${codec.select} order by ${order}`).map((found) => decode<T>(codec, found))
}

/** The rows that a search found, by rowid, in the order of their names. */
export function readByRid<T extends 'customer' | 'contact' | 'unit'>(
  db: ReadDb,
  table: T,
  rids: readonly number[],
): Row<T>[] {
  const codec = CODECS[table]
  return rids.flatMap((rid) => {
    const found = db.get<Loose>(`${codec.select} where rid = ?`, rid)
    return found === undefined ? [] : [decode<T>(codec, found)]
  })
}

/**
 * Puts a whole row in place of `before`, the row that is there now. Columns that stay as they are cost nothing.
 * @returns whether anything is different now
 */
export function putRow<T extends TableName>(db: WriteDb, table: T, row: Row<T>, before: Row<T> | undefined): boolean {
  if (before === undefined) {
    insertRow(db, table, row)
    return true
  }
  if (table === 'serviceCase' && moved(before, row)) {
    deleteRow(db, table, row.id) // its rowid says when it was registered
    insertRow(db, table, row)
    return true
  }
  const changed = CODECS[table].fields.filter((field) => !sameValue(field, before as Loose, row as Loose))
  if (changed.length > 0) update(db, table, row, changed)
  return changed.length > 0
}

/** Sets some fields of a row that is there; `after` is the row with them. */
export function setFields<T extends TableName>(db: WriteDb, table: T, after: Row<T>, names: readonly string[]): void {
  update(
    db,
    table,
    after,
    CODECS[table].fields.filter((field) => names.includes(field.name)),
  )
}

export function deleteRow(db: WriteDb, table: TableName, id: string): void {
  db.run(`delete from ${CODECS[table].table} where id = ?`, id)
}

const moved = (before: AnyRow, row: AnyRow): boolean =>
  (before as Row<'serviceCase'>).registeredAt !== (row as Row<'serviceCase'>).registeredAt

function sameValue(field: Field, before: Loose, row: Loose): boolean {
  if (field.kind === 'json') return JSON.stringify(before[field.name]) === JSON.stringify(row[field.name])
  return before[field.name] === (row[field.name] ?? null)
}

const INSERTS = new Map<string, string>()

function insertRow(db: WriteDb, table: TableName, row: AnyRow): void {
  const rid = table === 'serviceCase' ? freeRid(db, row as Row<'serviceCase'>) : null
  insert(db, 'insert', table, row, rid)
}

/** Puts a row in if neither it nor its rowid is there; false: nothing was done. For a case `rid` is its rowid ({@link caseRid}). */
export const insertIfNew = (db: WriteDb, table: TableName, row: AnyRow, rid: number | null): boolean =>
  insert(db, 'insert or ignore', table, row, rid) === 1

function insert(
  db: WriteDb,
  verb: 'insert' | 'insert or ignore',
  table: TableName,
  row: AnyRow,
  rid: number | null,
): number {
  const { fields } = CODECS[table]
  const search = searchOf(table, row, null)
  let sql = INSERTS.get(`${verb} ${table}`)
  if (sql === undefined) {
    const derived = [...(search === undefined ? [] : [search.column]), ...(rid === null ? [] : ['rid'])]
    const columns = [...fields.map((field) => field.column), ...derived]
    sql = `${verb} into ${CODECS[table].table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
    INSERTS.set(`${verb} ${table}`, sql)
  }
  const binds: Bind[] = []
  for (const field of fields) binds.push(encode(field, row as Loose))
  if (search !== undefined) binds.push(search.value)
  if (rid !== null) binds.push(rid)
  return db.run(sql, ...binds)
}

function update(db: WriteDb, table: TableName, row: AnyRow, fields: readonly Field[]): void {
  const sets = fields.map((field) => `${field.column} = ?`)
  const binds = fields.map((field) => encode(field, row as Loose))
  const search = searchOf(
    table,
    row,
    fields.map((field) => field.name),
  )
  if (search !== undefined) {
    sets.push(`${search.column} = ?`)
    binds.push(search.value)
  }
  db.run(`update ${CODECS[table].table} set ${sets.join(', ')} where id = ?`, ...binds, row.id)
}

/** The search column of a row, when one of the changed fields (null: all) is in it. */
function searchOf(
  table: TableName,
  row: AnyRow,
  changed: readonly string[] | null,
): { column: string; value: string } | undefined {
  if (table === 'serviceCase') {
    if (changed !== null && !CASE_CODE_FIELDS.some((name) => changed.includes(name))) return undefined
    return { column: 'codes', value: caseCodes(row as Row<'serviceCase'>) }
  }
  if (table === 'customer') return { column: 'find', value: customerFind(row as Row<'customer'>) }
  if (table === 'contact') return { column: 'find', value: contactFind(row as Row<'contact'>) }
  if (table === 'unit') return { column: 'find', value: unitFind(row as Row<'unit'>) }
  return undefined
}

function freeRid(db: ReadDb, row: Row<'serviceCase'>): number {
  for (let probe = 0; ; probe++) {
    const rid = caseRid(row.id, row.registeredAt, probe)
    if (db.value('select 1 from service_case where rid = ?', rid) === undefined) return rid
  }
}
