import { sql } from 'drizzle-orm'
import type { Executor } from './connect.ts'

/** Settings without which an acknowledged command may be gone after a power failure. */
const NEEDED: Readonly<Record<string, (setting: string) => boolean>> = {
  fsync: (setting) => setting === 'on',
  full_page_writes: (setting) => setting === 'on',
  synchronous_commit: (setting) => setting !== 'off',
}

/** The settings of this connection that lose what was acknowledged, in words. */
export async function dangerousSettings(db: Executor): Promise<string[]> {
  const { rows } = await db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where name = any(${sql.param(Object.keys(NEEDED))}::text[])`,
  )
  return rows
    .filter(({ name, setting }) => NEEDED[name]?.(setting) === false)
    .map((row) => `${row.name} = ${row.setting}`)
}
