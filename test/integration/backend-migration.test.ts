import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { tempFolder } from '#test/support/temp-folder.ts'

const MIGRATIONS = join(import.meta.dirname, '../../backend/migrations')
/** What an expanding migration does: adds, and takes nothing that an older node uses. */
const EXPAND = `alter table command_log add column later text not null default '';
--> statement-breakpoint
alter table row_state add column later integer;`

/** The migrations of a version to come. */
function nextVersion(folder: string): string {
  cpSync(MIGRATIONS, folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] }
  const last = journal.entries.at(-1)
  if (last === undefined) throw new Error('no migrations')
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_later' })
  writeFileSync(file, JSON.stringify(journal))
  writeFileSync(join(folder, '9999_later.sql'), EXPAND)
  return folder
}

test('a newer node migrates beside an older one that works: nobody waits behind it, nothing fails, and both go on', async () => {
  const url = await freshDatabase()
  const folder = tempFolder('migrations')
  const old = await startNode(url)
  const desk = await Desk.signIn(old.url)
  const db = new pg.Client({ connectionString: url })
  await db.connect()

  // A report that reads for a long time keeps the change of the table from its lock.
  await db.query('begin')
  await db.query('select count(*) from command_log')
  const newer = startNode(url, { migrations: nextVersion(join(folder.path, 'migrations')) })
  const pushed: string[] = []
  const push = async () => {
    const { results } = await desk.push([command('case.register', intake())])
    if (results[0]?.status === 'accepted') pushed.push(results[0].id)
  }
  const looker = new pg.Client({ connectionString: url })
  await looker.connect()
  await eventually('the migration to wait for its lock', async () => {
    const { rows } = await looker.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter table%'",
    )
    return rows.length > 0 ? true : undefined
  })
  // It lets go of its place in the queue, again and again: pushes get through while the report still reads.
  const before = pushed.length
  await eventually('pushes during the report', async () => {
    await push()
    return pushed.length >= before + 5 ? true : undefined
  })
  await db.query('commit')
  const next = await newer
  await push()
  const { results } = await desk.at(next.url).push([command('case.register', intake())])
  expect(results).toMatchObject([{ status: 'accepted' }])
  for (const node of [old, next]) expect((await fetch(`${node.url}/ready`)).status).toBe(200)
  const { rows } = await db.query(
    'select count(*)::int as n from command_log where id = any($1::uuid[]) and later is not null',
    [pushed],
  )
  expect(rows[0].n).toBe(pushed.length)

  // An older version that is started again finds more than it needs, and is content.
  await old.stop()
  const again = await startNode(url)
  expect((await fetch(`${again.url}/ready`)).status).toBe(200)
  await again.stop()
  await next.stop()
  await looker.end()
  await db.end()
  folder.remove()
})

test('a node whose tables are gone or older than it needs is not ready', async () => {
  const url = await freshDatabase()
  const node = await startNode(url)
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  await db.query('delete from drizzle.__drizzle_migrations')
  expect((await fetch(`${node.url}/ready`)).status).toBe(503)
  await db.end()
  await node.stop()
})

test('a PostgreSQL that may lose what it acknowledged is refused, unless somebody insists', async () => {
  const url = `${await freshDatabase()}?options=${encodeURIComponent('-c synchronous_commit=off')}`
  await expect(startNode(url)).rejects.toThrow(/synchronous_commit = off/)
  const log: string[] = []
  const node = await startNode(url, { unsafe: true, log })
  expect(log.join()).toContain('lost when the power fails')
  await node.stop()
})
