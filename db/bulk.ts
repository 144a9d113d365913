import type { AnyRow, Row, TableName } from '#shared/domain/tables.ts'
import { caseRid } from './case-rid.ts'
import type { WriteDb } from './client.ts'
import { insertIfNew, putRow, readRow } from './rows.ts'

export type NewRow = { readonly table: TableName; readonly row: AnyRow }

const CASE_TEXT =
  'product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding'
/** Tables with a search of their own over the column `find`. */
const FOUND_BY = ['customer', 'contact', 'unit'] as const

/**
 * Writes rows most of which are new, in a fraction of the time that one after the other takes: the triggers stand aside, and what
 * they keep (search, counters) is brought up to date in one statement each, in the order of the rowids, which a search index wants.
 * A row that is there after all is put in place of the old one. The caller holds the transaction.
 */
export function putManyRows(db: WriteDb, rows: readonly NewRow[]): void {
  const there: NewRow[] = []
  const lastRids = FOUND_BY.map((table) => db.value<number | null>(`select max(rid) from ${table}`) ?? 0)
  db.run('update sync_state set bulk = 1 where one = 1')
  const cases: { rid: number; row: Row<'serviceCase'> }[] = []
  for (const each of rows) {
    if (each.table !== 'serviceCase') {
      if (!insertIfNew(db, each.table, each.row, null)) there.push(each)
      continue
    }
    const row = each.row as Row<'serviceCase'>
    cases.push({ rid: caseRid(row.id, row.registeredAt), row })
  }
  cases.sort((a, b) => a.rid - b.rid)
  const rids: number[] = []
  for (const { rid, row } of cases) {
    if (insertIfNew(db, 'serviceCase', row, rid)) rids.push(rid)
    else there.push({ table: 'serviceCase', row })
  }
  if (rids.length > 0) keepUp(db, rids)
  FOUND_BY.forEach((table, i) =>
    db.run(
      `insert into ${table}_find (rowid, find) select rid, find from ${table} where rid > ? order by rid`,
      lastRids[i] ?? 0,
    ),
  )
  db.run('update sync_state set bulk = 0 where one = 1')
  for (const { table, row } of there) putRow(db, table, row as never, readRow(db, table, row.id) as never)
}

/** Search and counters of new cases. */
function keepUp(db: WriteDb, list: readonly number[]): void {
  const rids = JSON.stringify(list)
  db.run(
    `insert into case_text (rowid, ${CASE_TEXT}) select c.rid, ${CASE_TEXT}
     from json_each(?) as new cross join service_case c on c.rid = new.value`,
    rids,
  )
  db.run(
    `insert into case_code (rowid, codes) select c.rid, c.codes
     from json_each(?) as new cross join service_case c on c.rid = new.value`,
    rids,
  )
  const open = db.all<{ rid: number }>(
    `select c.rid from json_each(?) as new cross join service_case c on c.rid = new.value where c.open = 1`,
    rids,
  )
  if (open.length > 0)
    db.run(
      `insert into queue_count (bucket, n) select bucket, count(*) from case_bucket
       where rid in (select value from json_each(?)) group by bucket
       on conflict (bucket) do update set n = n + excluded.n`,
      JSON.stringify(open.map(({ rid }) => rid)),
    )
  if (list.length > open.length)
    // most cases have ended, and stand in this bucket alone
    db.run(
      `insert into queue_count (bucket, n) values ('ended', ?) on conflict (bucket) do update set n = n + excluded.n`,
      list.length - open.length,
    )
}
