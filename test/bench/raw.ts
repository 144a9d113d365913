import Sqlite from 'better-sqlite3'
import type { Bind } from '#db/client.ts'

/** better-sqlite3 with nothing around it: the limit that the data layer is measured against. */
export type Raw = {
  readonly all: (sql: string, ...params: readonly Bind[]) => unknown[]
  readonly run: (sql: string, ...params: readonly Bind[]) => void
  readonly close: () => void
}

/** A connection of the kind that `db/client.ts` opens. Statements are prepared once. */
export function openRaw(file: string): Raw {
  const sqlite = new Sqlite(file)
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('cache_size = -32000')
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  const prepared = (sql: string): Sqlite.Statement<unknown[]> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = sqlite.prepare(sql)))
    return statement
  }
  return {
    all: (sql, ...params) => prepared(sql).all(...params),
    run: (sql, ...params) => void prepared(sql).run(...params),
    close: () => sqlite.close(),
  }
}
