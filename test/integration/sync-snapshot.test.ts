import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect } from '#backend/database/connect.ts'
import { createClock } from '#backend/lib/clock.ts'
import { createLogger } from '#backend/lib/logger.ts'
import { LIMITS } from '#backend/limits.ts'
import { createSnapshots } from '#backend/snapshot/snapshots.ts'
import type { Backend } from '#backend/start.ts'
import { OWN_TABLES } from '#db/adopt.ts'
import { openAsIs, openDb } from '#db/client.ts'
import { readFill } from '#db/fill.ts'
import { countQueues, listQueue } from '#db/queries/queue.ts'
import { searchCases } from '#db/queries/search.ts'
import { QUEUE_SORTS, QueueName } from '#shared/domain/queue.ts'
import { createThreadedIntake } from '#electron/data/sync/threaded-intake.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { MIGRATIONS, SyncedDesk } from '#test/support/synced-desk.ts'
import { allRows } from '#test/support/table-rows.ts'
import { tempFolder } from '#test/support/temp-folder.ts'

let backend: Backend
let database: string
let client: pg.Client
const SCOPED = 'per'
let customer: string
beforeAll(async () => {
  database = await freshDatabase()
  backend = await startNode(database, { snapshots: { minRows: 1 } })
  client = new pg.Client({ connectionString: database })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `select data->>'customerId' as id from row_state where table_name = 'serviceCase' and data->>'customerId' is not null limit 1`,
  )
  customer = rows[0]?.id ?? ''
  await built('kari')
}, 180_000)
afterAll(async () => {
  await client.end()
  await backend.stop()
})
afterEach(() => scope(null))

/** Another scope for the second person; null: everything. */
const scope = (customers: readonly string[] | null) =>
  client.query(`update app_user set scope = $1 where username = $2`, [customers && JSON.stringify(customers), SCOPED])

async function tokenOf(desk: SyncedDesk): Promise<string> {
  const token = await desk.tokens.get()
  if (!token.ok) throw new Error(token.error.code)
  return token.value
}

async function ask(desk: SyncedDesk, path: string, more: HeadersInit = {}): Promise<Response> {
  return fetch(new URL(path, backend.url), { headers: { authorization: `Bearer ${await tokenOf(desk)}`, ...more } })
}

async function offered(desk: SyncedDesk, more = ''): Promise<Snapshot | null> {
  const schema = desk.profile.db.value<number>('pragma user_version')
  const answer = await ask(desk, `/v1/snapshot?schema=${schema}${more}`)
  return ((await answer.json()) as { snapshot: Snapshot | null }).snapshot
}

/** Asks until there is one. */
async function built(username: string): Promise<Snapshot> {
  const desk = await SyncedDesk.signIn(backend.url, username)
  for (;;) {
    const found = await offered(desk)
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A desk that takes what is ready-made, and the paths that it asked for. */
async function desk(username = 'kari'): Promise<SyncedDesk & { asked: string[] }> {
  const one = await SyncedDesk.signIn(backend.url, username, { snapshots: true })
  const asked: string[] = []
  one.line.through = (path, response) => {
    asked.push(path.replace(/[0-9a-f]{64}/, 'ID'))
    return response
  }
  return Object.assign(one, { asked })
}

/** The answers to the bytes of a snapshot are changed on their way. */
function onBytes(one: SyncedDesk, change: (chunk: Uint8Array, at: number) => Uint8Array | null): void {
  const before = one.line.through
  one.line.through = (path, given) => {
    const response = before?.(path, given) ?? given
    if (!path.startsWith('/v1/snapshot/') || response.body === null) return response
    let at = Number(/bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0)
    const changed = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        const next = change(chunk, at)
        at += chunk.length
        if (next !== null) out.enqueue(next)
        if (next === null || next.length < chunk.length) out.error(new TypeError('the line is cut'))
      },
    })
    return new Response(response.body.pipeThrough(changed), response)
  }
}

const besides = ({ file }: SyncedDesk): string[] =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file, '.sqlite')}.snapshot`))

const viaSnapshot = (one: { asked: string[] }) => one.asked.includes('/v1/snapshot/ID')

/** Rows, queues, counts and searches are those of a device that was filled row by row. */
async function expectSame(one: SyncedDesk, username = 'kari'): Promise<void> {
  const rows = await SyncedDesk.filled(backend.url, username)
  const [ours, theirs] = [one.profile, rows.profile]
  expect(allRows(ours.db)).toEqual(allRows(theirs.db))
  const answers = ({ db, user }: SyncedDesk['profile']) => ({
    rids: db.all('select rid, id, codes, open from service_case order by rid'),
    counts: countQueues(db, { me: user.id, now: NOW }),
    buckets: db.all('select bucket, n from queue_count where n > 0 order by 1'),
    queues: QueueName.options.flatMap((queue) =>
      QUEUE_SORTS[queue].map((sort) => listQueue(db, { queue, sort, after: null, limit: 50, me: user.id, now: NOW })),
    ),
    found: ['skjerm', 'mac', 'batteri bytte', 'c02', '4740', 'x'].map((text) =>
      searchCases(db, { text, limit: 100, after: null, isLate: () => false }),
    ),
  })
  expect(answers(ours)).toEqual(answers(theirs))
  for (const search of ['case_text', 'case_code', 'customer_find', 'contact_find', 'unit_find'])
    ours.db.run(`insert into ${search} (${search}, rank) values ('integrity-check', 1)`)
  expect(ours.db.value('pragma integrity_check')).toBe('ok')
  expect(besides(one)).toEqual([])
}
const NOW = '2026-06-15T12:00:00.000Z'

test('a device that begins with a ready-made file has the rows and gives the answers of one that was filled row by row', async () => {
  const one = await desk()
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(one.asked.filter((path) => path === '/v1/fill')).toHaveLength(1) // the first rows, to be of use at once
  expect(readFill(one.profile.db)).toBeUndefined()
  await expectSame(one)
})

test('what was changed after it was made is pulled: no row is older than the backend has it', async () => {
  const per = await SyncedDesk.filled(backend.url, 'per')
  const noted = per.rows('serviceCase').find((row) => row.state === 'registered')?.id ?? ''
  per.ok('case.note', { caseId: noted, text: 'etter at filen ble laget' })
  const { caseId } = per.register({ faultDescription: 'kom etter filen' })
  await per.sync()
  const one = await desk()
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(one.row('serviceCase', caseId)?.faultDescription).toBe('kom etter filen')
  await expectSame(one)
})

test('cut at any byte, it goes on where it stood, also in another process, and each byte comes once', async () => {
  const snapshot = await built('kari')
  const one = await desk()
  const came: number[] = []
  const cuts = [1, 1000, Math.floor(snapshot.bytes / 3), Math.floor(snapshot.bytes / 2) + 7, snapshot.bytes - 1]
  let until = cuts.shift() ?? 0
  onBytes(one, (chunk, at) => {
    const some = chunk.slice(0, Math.max(0, until - at))
    came.push(some.length)
    return some
  })
  let turns = 0
  while (readFill(one.profile.db) !== undefined || turns === 0) {
    const { ok } = await one.engine.turn()
    turns += 1
    until = cuts.shift() ?? snapshot.bytes
    if (!ok) one.crash()
    expect(turns).toBeLessThan(20)
  }
  expect(came.reduce((sum, n) => sum + n, 0)).toBe(snapshot.bytes)
  await expectSame(one)
})

test('a file that is not what was told is thrown away, and rows are the way', async () => {
  const one = await desk()
  onBytes(one, (chunk, at) => {
    if (at === 0) chunk[100] = (chunk[100] ?? 0) ^ 1
    return chunk
  })
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(one.asked.filter((path) => path === '/v1/fill')).toHaveLength(2)
  await expectSame(one)
})

test('a file that is gone meanwhile, or comes from a backend that makes none, is no trouble: rows are the way', async () => {
  const one = await desk()
  const before = one.line.through
  one.line.through = (path, response) => {
    before?.(path, response)
    return path.startsWith('/v1/snapshot/') ? new Response('{}', { status: 404 }) : response
  }
  await one.sync()
  await expectSame(one)
  const plain = await startNode(database, { snapshots: false })
  const other = await SyncedDesk.filled(plain.url, 'kari', { snapshots: true })
  expect(allRows(other.profile.db)).toEqual(allRows(one.profile.db))
  await plain.stop()
})

test('a device of another schema gets rows: the backend has none for it, and it takes none of another shape', async () => {
  const one = await desk()
  const schema = one.profile.db.value<number>('pragma user_version') ?? 0
  expect(await (await ask(one, `/v1/snapshot?schema=${schema - 1}`)).json()).toEqual({ snapshot: null })
  one.profile.db.run('create index of_another_version on service_case (email)')
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(one.profile.db.value(`select 1 from sqlite_master where name = 'of_another_version'`)).toBe(1)
  await expectSame(one)
})

test('a file that somebody else has open is not replaced', async () => {
  const one = await desk()
  const other = openDb({ file: one.file, migrations: MIGRATIONS })
  other.value('select count(*) from outbox')
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(other.value<number>('select count(*) from service_case')).toBe(one.rows('serviceCase').length)
  other.close()
  await expectSame(one)
})

test("what is the person's own stays, what they do meanwhile is sent, and commands keep their order", async () => {
  const one = await desk()
  const { db } = one.profile
  const early = one.register({ faultDescription: 'før filen kom' })
  db.run(`insert into setting (key, value) values ('theme', '"dark"')`)
  db.run(`insert into draft (id, form, changed_at) values ('d', '{}', '2026-01-01T00:00:00.000Z')`)
  let during: string | undefined
  const decided: boolean[] = []
  onBytes(one, (chunk) => {
    if (during !== undefined) return chunk
    const open = db.get<{ id: string }>(
      'select id from service_case where open = 1 and number is not null order by rid desc limit 1',
    )
    during = open?.id ?? ''
    const noted = one.submit('case.note', { caseId: during, text: 'mens filen kom' })
    decided.push(noted.ok && noted.value.decided)
    one.engine.committed()
    return chunk
  })
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  expect(decided).toEqual([true])
  expect(one.row('serviceCase', early.caseId)?.faultDescription).toBe('før filen kom')
  const notes = one
    .rows('timelineEntry')
    .filter(({ caseId, data }) => caseId === during && JSON.stringify(data).includes('mens filen kom'))
  expect(notes).toHaveLength(1)
  expect(db.value(`select value from setting where key = 'theme'`)).toBe('"dark"')
  expect(db.value('select count(*) from draft')).toBe(1)
  expect(db.value<number>('select count(*) from lease')).toBeGreaterThan(0)
  const last = db.value<number>('select max(ord) from acknowledged') ?? 0
  expect(last).toBeGreaterThan(1)
  one.ok('case.note', { caseId: early.caseId, text: 'etterpå' })
  expect(db.value<number>('select max(ord) from outbox')).toBeGreaterThan(last)
  await one.sync()
  expect(one.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  await expectSame(one)
})

test('people of the same scope share a file; it holds nothing beyond the scope and nothing of any device', async () => {
  await scope([customer])
  const snapshot = await built(SCOPED)
  const all = await built('kari')
  expect(snapshot.epoch).not.toBe(all.epoch)
  const one = await desk(SCOPED)
  const kari = await desk()
  expect((await ask(kari, `/v1/snapshot/${snapshot.id}`)).status).toBe(404)
  expect((await ask(one, `/v1/snapshot/${all.id}`)).status).toBe(404)
  const bytes = Buffer.from(await (await ask(one, `/v1/snapshot/${snapshot.id}`)).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(snapshot.id)
  const content = brotliDecompressSync(bytes)
  expect(content).toHaveLength(snapshot.fileBytes)
  const file = join(dirname(one.file), 'looked-at.sqlite')
  writeFileSync(file, content)
  const looked = openAsIs(file)
  const count = (sql: string): number => [...looked.rows<{ n: number }>(`select count(*) as n from ${sql}`)][0]?.n ?? -1
  expect(count('service_case')).toBeGreaterThan(0)
  expect(count(`service_case where customer_id is not '${customer}'`)).toBe(0)
  expect(count('timeline_entry where case_id not in (select id from service_case)')).toBe(0)
  expect(count(`customer where id <> '${customer}'`)).toBe(0)
  expect(OWN_TABLES.filter((table) => count(table) > 0)).toEqual([])
  looked.close()
  const { rows } = await client.query<{ text: string }>(
    `select data->>'contactName' as text from row_state where table_name = 'serviceCase' and scope <> $1
     and data->>'contactName' not in (select data->>'contactName' from row_state where table_name = 'serviceCase' and scope = $1) limit 20`,
    [customer],
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.filter(({ text }) => content.includes(text))).toEqual([])
  await one.sync()
  expect(viaSnapshot(one)).toBe(true)
  await expectSame(one, SCOPED)
})

test('a scope that changes while the file comes: it is not taken, and no row beyond the new scope stays', async () => {
  const one = await desk(SCOPED)
  let changed: Promise<unknown> | undefined
  onBytes(one, (chunk, at) => {
    changed ??= scope([customer])
    return at === 0 ? chunk.slice(0, 5000) : chunk
  })
  await one.engine.turn()
  await changed
  while (!(await one.engine.turn()).ok);
  await one.sync()
  expect(one.rows('serviceCase').filter((row) => row.customerId !== customer)).toEqual([])
  await expectSame(one, SCOPED)
})

test('a node that stops while one is made lets the thread close its file and leaves nothing of it', async () => {
  const folder = tempFolder('snapshots')
  const logger = createLogger('silent')
  const db = connect(database, logger, LIMITS)
  const base = randomUUID()
  const snapshots = createSnapshots({
    db,
    databaseUrl: database,
    folder: folder.path,
    epoch: () => base,
    clock: createClock(undefined),
    logger,
    policy: { minRows: 1 },
  })
  const made = () => readdirSync(folder.path).filter((name) => name.startsWith('making.sqlite'))
  expect(await snapshots.offer({ scope: 'all', schema: 1 })).toBeNull()
  while (made().length === 0) await sleep(1)
  await snapshots.stop()
  expect(made()).toEqual([])
  await db.$client.end()
  folder.remove()
})

test('in the app a thread fetches it and the file changes under the windows: they see the new rows at once', async () => {
  const one = await SyncedDesk.signIn(backend.url)
  const { profile } = one
  const intake = createThreadedIntake({
    profile,
    transport: one.transport,
    url: () => backend.url,
    migrations: MIGRATIONS,
    worthRows: 0,
  })
  const token = await tokenOf(one)
  const inode = statSync(one.file).ino
  const progress: number[] = []
  const run = { pressing: () => false, progress: ({ done }: { done: number }) => void progress.push(done) }
  for (;;) {
    const taken = await intake.run(token, run)
    if (!taken.ok) throw new Error(taken.error.code)
    if (taken.value === 'here') break
  }
  await intake.close()
  expect(statSync(one.file).ino).not.toBe(inode)
  expect(progress.length).toBeGreaterThan(0)
  await expectSame(one)
  one.ok('case.note', { caseId: one.rows('serviceCase')[0]?.id ?? '', text: 'skrevet i den nye filen' })
  one.crash()
  expect(one.profile.db.value('select count(*) from outbox')).toBe(1)
})
