import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect, inTransaction } from '#backend/database/connect.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { freshDatabase } from '#test/support/postgres.ts'

test('a connection that breaks in the middle of a transaction fails that transaction and nothing else', async () => {
  const url = await freshDatabase()
  const db = connect(url, createLogger('silent'))
  const other = connect(url, createLogger('silent'))
  const broken = db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await other.execute(sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
    await tx.execute(sql`select pg_sleep(5)`)
  })
  await expect(broken).rejects.toThrow(/Failed query/)
  expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
  await db.$client.end()
  await other.$client.end()
})

test('a transaction that cannot begin gives its connection back', async () => {
  const db = connect(await freshDatabase(), createLogger('silent'))
  const impossible = { isolationLevel: 'no such level' as 'serializable' }
  for (let i = 0; i < 11; i++)
    await expect(inTransaction(db, () => Promise.resolve(), impossible)).rejects.toThrow(/Failed query: begin/)
  expect(await inTransaction(db, async (tx) => (await tx.execute(sql`select 1 as one`)).rows)).toEqual([{ one: 1 }])
  await db.$client.end()
})
