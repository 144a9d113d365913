import type { Row } from '#shared/domain/tables.ts'
import type { NewRow } from './bulk.ts'
import { caseRid } from './case-rid.ts'
import type { WriteDb } from './client.ts'
import { SEARCHES } from './fill.ts'
import { insertIfNew, putRow, readRow } from './rows.ts'

/**
 * Fills an empty file that nobody uses meanwhile, in the fastest order: rows first, then indexes, searches and counters in one go
 * each. What is half done is good for nothing.
 */
export type WholeFile = {
  /** A row that came before is put in place of the old one. */
  readonly put: (rows: readonly NewRow[]) => void
  /** Afterwards the file is as any other of its schema, in one piece and with nothing left over. */
  readonly finish: () => void
}

type Late = { readonly type: 'index' | 'trigger'; readonly name: string; readonly sql: string }

export function beginWholeFile(db: WriteDb): WholeFile {
  // What is unique stays: it tells a row that came before.
  const late = db.all<Late>(
    `select type, name, sql from sqlite_master where sql is not null and
     (type = 'trigger' or type = 'index' and sql not like 'CREATE UNIQUE%')`,
  )
  for (const { type, name } of late) db.run(`drop ${type} "${name}"`)
  return {
    put: (rows) =>
      db.transaction(() => {
        for (const { table, row } of rows) {
          const rid = table === 'serviceCase' ? caseRid(row.id, (row as Row<'serviceCase'>).registeredAt) : null
          if (!insertIfNew(db, table, row, rid)) putRow(db, table, row as never, readRow(db, table, row.id) as never)
        }
      }),
    finish: () => {
      db.transaction(() => {
        for (const { type, sql } of late) if (type === 'index') db.run(sql)
        for (const name of SEARCHES) db.run(`insert into ${name} (${name}) values ('rebuild')`)
        db.run('insert into queue_count (bucket, n) select bucket, count(*) from case_bucket group by bucket')
        for (const { type, sql } of late) if (type === 'trigger') db.run(sql)
      })
      for (const name of SEARCHES) db.run(`insert into ${name} (${name}) values ('optimize')`)
      db.run('vacuum')
    },
  }
}
