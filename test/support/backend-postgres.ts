import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { clusterFolder } from '#backend/postgres/place.ts'
import { systemUser } from '#backend/postgres/system-user.ts'
import type { Role } from '#shared/domain/customer/customer.rows.ts'
import type { Row, TableName } from '#shared/domain/tables.ts'

/** A look into the PostgreSQL of a running backend, past the backend itself. */
export class BackendPostgres {
  readonly #pool: pg.Pool

  private constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Connects to the embedded PostgreSQL of the backend whose data are in this folder. */
  static open(dataFolder: string): BackendPostgres {
    const password = readFileSync(join(dataFolder, 'postgres-password'), 'utf8').trim()
    // The fourth line of postmaster.pid is the port.
    const running = readFileSync(join(clusterFolder(dataFolder, systemUser()), 'data', 'postmaster.pid'), 'utf8')
    const port = Number(running.split('\n')[3])
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'skranke', password, database: 'postgres', max: 2 })
    pool.on('error', () => {}) // the backend may stop first
    return new BackendPostgres(pool)
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  async caseByNumber(number: number): Promise<Row<'serviceCase'> | undefined> {
    const [row] = await this.#rows<'serviceCase'>(`table_name = 'serviceCase' and number = $1`, [number])
    return row
  }

  /** The number of an agreement of this kind. */
  async agreementOfKind(kind: Row<'agreement'>['kind']): Promise<string> {
    const [row] = await this.#rows<'agreement'>(`table_name = 'agreement' and data->>'kind' = $1 order by position`, [
      kind,
    ])
    if (row === undefined) throw new Error(`there is no agreement of kind ${kind}`)
    return row.agreementNo
  }

  /** Rows of one table that belong to a case, in the order in which they were written. */
  rowsOfCase<T extends TableName>(table: T, caseId: string): Promise<Row<T>[]> {
    return this.#rows<T>(`table_name = $1 and case_id = $2 order by position`, [table, caseId])
  }

  /** The commands that were decided for a case, in their order. */
  async commandsOfCase(caseId: string): Promise<{ id: string; name: string; status: string; args: unknown }[]> {
    const { rows } = await this.#pool.query(
      'select id, name, status, args from command_log where case_id = $1 order by received_at, decided_at',
      [caseId],
    )
    return rows as { id: string; name: string; status: string; args: unknown }[]
  }

  /** Gives somebody another role, as an administrator does; their device hears of it with its next session. */
  async setRole(username: string, role: Role): Promise<void> {
    await this.#pool.query('update app_user set role = $2 where username = $1', [username, role])
  }

  /** In how many places of the database a text stands in the clear. */
  async mentions(text: string): Promise<number> {
    const { rows } = await this.#pool.query(
      `select (select count(*) from row_state where data::text like $1) + (select count(*) from command_log where args::text like $1) as n`,
      [`%${text}%`],
    )
    return Number(rows[0]?.n)
  }

  async #rows<T extends TableName>(where: string, values: unknown[]): Promise<Row<T>[]> {
    const { rows } = await this.#pool.query(`select data from row_state where ${where}`, values)
    return rows.map((row: { data: unknown }) => row.data as Row<T>)
  }
}
