import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '#backend/start.ts'
import { openDb } from '#db/client.ts'
import { readFill } from '#db/fill.ts'
import { listQueue } from '#db/queries/queue.ts'
import type { Row } from '#shared/domain/tables.ts'
import { startNode } from '#test/support/backend-node.ts'
import { freshDatabase } from '#test/support/postgres.ts'
import { MIGRATIONS, SyncedDesk } from '#test/support/synced-desk.ts'
import { allRows } from '#test/support/table-rows.ts'

let backend: Backend
let database: string
beforeAll(async () => {
  database = await freshDatabase()
  backend = await startNode(database)
})
afterAll(() => backend.stop())

/** A fill is a stream; `cut` says after how many of its bytes the line breaks. */
function cutAfter(desk: SyncedDesk, bytes: number): void {
  desk.line.through = (path, response) => {
    if (path !== '/v1/fill' || response.body === null) return response
    let left = bytes
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        out.enqueue(chunk.slice(0, left))
        left -= chunk.length
        if (left <= 0) out.error(new TypeError('the line is cut'))
      },
    })
    return new Response(response.body.pipeThrough(cut), response)
  }
}

/** The line breaks behind the first line that matches. */
function cutBehind(pattern: RegExp): TransformStream<Uint8Array, Uint8Array> {
  let text = ''
  return new TransformStream({
    transform(chunk, out) {
      const before = text.length
      text += new TextDecoder('latin1').decode(chunk) // a character a byte
      const end = pattern.test(text) ? text.indexOf('\n', text.search(pattern)) : -1
      out.enqueue(end < 0 ? chunk : chunk.slice(0, end + 1 - before))
      if (end >= 0) out.error(new TypeError('the line is cut'))
    },
  })
}

/** Calls back between the parts of the fill, with how many have come. */
function between(desk: SyncedDesk, call: (part: number) => void | Promise<void>): void {
  desk.line.through = (path, response) => {
    if (path !== '/v1/fill' || response.body === null) return response
    let part = 0
    const decoder = new TextDecoder()
    const encoder = new TextEncoder()
    let rest = ''
    const lines = new TransformStream<Uint8Array, Uint8Array>(
      {
        async transform(chunk, out) {
          const whole = (rest + decoder.decode(chunk, { stream: true })).split('\n')
          rest = whole.pop() ?? ''
          for (const line of whole) {
            out.enqueue(encoder.encode(`${line}\n`))
            if (line.startsWith('{"cursor"')) await call(++part)
          }
        },
      },
      undefined,
      { highWaterMark: 0 },
    )
    return new Response(response.body.pipeThrough(lines), response)
  }
}

const same = async (desk: SyncedDesk, username = 'kari') => {
  const fresh = await SyncedDesk.filled(backend.url, username)
  expect(allRows(desk.profile.db)).toEqual(allRows(fresh.profile.db))
  for (const search of ['case_text', 'case_code', 'customer_find'])
    desk.profile.db.run(`insert into ${search} (${search}, rank) values ('integrity-check', 1)`)
  expect(desk.profile.db.all('select bucket, n from queue_count where n > 0 order by 1')).toEqual(
    desk.profile.db.all('select bucket, count(*) as n from case_bucket group by 1 order by 1'),
  )
}

/** The bytes of a whole fill. */
async function wholeFill(): Promise<Buffer> {
  const desk = await SyncedDesk.signIn(backend.url)
  const token = await desk.tokens.get()
  if (!token.ok) throw new Error(token.error.code)
  const answer = await fetch(new URL('/v1/fill', backend.url), { headers: { authorization: `Bearer ${token.value}` } })
  return Buffer.from(await answer.arrayBuffer())
}

test('a fill that is cut at any kind of byte goes on behind the last mark, and ends as one that was not', async () => {
  const text = await wholeFill()
  const marks = [...text.toString('latin1').matchAll(/\n\{"cursor"[^\n]*\n/g)]
  const nth = (i: number) => marks.at(i)
  const at = (i: number, more: number) => (nth(i)?.index ?? 0) + more
  const cuts = [
    0, // before anything
    5, // in the beginning
    text.indexOf('\n') + 1, // behind it
    text.indexOf('\n') + 40, // in a row
    at(0, 1), // between rows and their mark
    at(0, 9), // in a mark
    at(0, nth(0)?.[0].length ?? 0), // behind a mark
    at(1, (nth(1)?.[0].length ?? 0) - 1), // before the end of a mark's line
    Buffer.from(text).indexOf('ø') + 1, // in a letter
    at(-1, 30),
    text.length - 3, // in the end
  ]
  const whole = allRows((await SyncedDesk.filled(backend.url)).profile.db)
  const cursors = new Set<string>()
  for (const bytes of cuts) {
    const desk = await SyncedDesk.signIn(backend.url)
    cutAfter(desk, bytes)
    expect((await desk.engine.turn()).ok).toBe(false)
    cursors.add(readFill(desk.profile.db)?.cursor ?? '')
    desk.line.through = undefined
    await desk.sync()
    expect(readFill(desk.profile.db)).toBeUndefined()
    expect(allRows(desk.profile.db)).toEqual(whole)
    desk.profile.db.close()
  }
  expect(cursors.size).toBeGreaterThan(3)
})

test('a fill that is cut again and again comes to its end', async () => {
  const desk = await SyncedDesk.signIn(backend.url)
  let turns = 0
  do {
    cutAfter(desk, 400_000)
    turns += 1
  } while (!(await desk.engine.turn()).ok)
  expect(turns).toBeGreaterThan(2)
  await same(desk)
})

test('open cases come first and their queue can be used before the rest is here; progress says how much is left', async () => {
  const desk = await SyncedDesk.signIn(backend.url)
  const ended: number[] = []
  const progress: (number | undefined)[] = []
  between(desk, () => {
    const { db } = desk.profile
    ended.push(db.value<number>('select count(*) from service_case where open = 0') ?? 0)
    progress.push(desk.engine.status().progress?.remaining)
  })
  await desk.sync()
  const { db } = desk.profile
  expect(ended.filter((n) => n === 0).length).toBeGreaterThan(1)
  expect(progress.some((left) => (left ?? 0) > 0)).toBe(true)
  const newest = db.all<{ registered_at: string }>(
    'select registered_at from service_case where open = 1 order by rid desc',
  )
  expect(newest.length).toBeGreaterThan(0)
})

test('what changes while the fill runs is pulled afterwards: no row is older than the backend has it', async () => {
  const per = await SyncedDesk.filled(backend.url, 'per')
  const open = per.rows('serviceCase').filter((row) => row.state === 'registered')
  const desk = await SyncedDesk.signIn(backend.url)
  let done = false
  between(desk, async (part) => {
    if (part < 4 || done) return
    done = true
    for (const row of open.slice(0, 5)) per.ok('case.note', { caseId: row.id, text: 'mens det fylles' })
    per.register({ faultDescription: 'kom under fyllingen' })
    await per.sync()
  })
  await desk.sync()
  expect(done).toBe(true)
  expect(desk.rows('serviceCase').some((row) => row.faultDescription === 'kom under fyllingen')).toBe(true)
  await same(desk)
})

test('a case that is reopened between the open ones and the ended ones comes with its whole history', async () => {
  const per = await SyncedDesk.filled(backend.url, 'per')
  const { caseId } = per.register()
  per.ok('case.note', { caseId, text: 'fra før den ble avsluttet' })
  per.ok('case.cancel', { caseId, reason: 'Meldt to ganger' })
  await per.sync()
  const desk = await SyncedDesk.signIn(backend.url)
  desk.line.through = (path, response) =>
    path === '/v1/fill' && response.body !== null
      ? new Response(response.body.pipeThrough(cutBehind(/"cursor":"\d+\/contact\//)), response)
      : response
  await desk.engine.turn()
  delete desk.line.through
  expect(desk.rows('serviceCase')).not.toEqual([])
  expect(desk.row('serviceCase', caseId)).toBeUndefined()

  per.ok('case.reopen', { caseId, reason: 'Likevel ikke' })
  await per.sync()
  await desk.sync()
  const texts = desk.rows('timelineEntry').filter((entry) => entry.caseId === caseId)
  expect(texts.map(({ kind }) => kind)).toContain('case.note')
  await same(desk)
})

test('what a person does while the fill runs is seen at once, sent in between, and stands afterwards', async () => {
  const desk = await SyncedDesk.signIn(backend.url)
  let worked: string | undefined
  const decided: boolean[] = []
  between(desk, () => {
    if (worked !== undefined || desk.profile.db.value('select 1 from service_case limit 1') === undefined) return
    const page = listQueue(desk.profile.db, {
      queue: 'unassigned',
      sort: 'newest',
      after: null,
      limit: 5,
      me: desk.profile.user.id,
      now: new Date().toISOString(),
    })
    const first = page.items[0]
    if (first === undefined) return
    worked = first.id
    const noted = desk.submit('case.note', { caseId: first.id, text: 'under fyllingen' })
    decided.push(noted.ok && noted.value.decided)
    desk.register({ faultDescription: 'ny under fyllingen' })
    desk.engine.committed()
  })
  await desk.sync()
  expect(decided).toEqual([true])
  expect(desk.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  const entries = desk.rows('timelineEntry').filter((row) => row.caseId === worked)
  expect(entries.filter((row) => (row.data as { text?: string }).text === 'under fyllingen')).toHaveLength(1)
  await same(desk)
})

test('a scope that changes while the fill runs starts it anew: no row beyond it is left', async () => {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const desk = await SyncedDesk.signIn(backend.url, 'per')
  const { rows } = await client.query<{ id: string }>(
    `select data->>'customerId' as id from row_state where table_name = 'serviceCase' and data->>'customerId' is not null limit 1`,
  )
  const scope = [rows[0]?.id ?? '']
  try {
    let parts = 0
    between(desk, async (part) => {
      parts = part
      if (part === 4)
        await client.query(`update app_user set scope = $1 where username = 'per'`, [JSON.stringify(scope)])
    })
    while (!(await desk.engine.turn()).ok) expect(parts).toBeGreaterThan(0)
    const cases: Row<'serviceCase'>[] = desk.rows('serviceCase')
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.filter((row) => !scope.includes(row.customerId ?? ''))).toEqual([])
    await same(desk, 'per')
  } finally {
    await client.query(`update app_user set scope = null where username = 'per'`)
    await client.end()
  }
})

test('a device whose scope is another fills again, with what it still has to send', async () => {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const desk = await SyncedDesk.filled(backend.url, 'per')
  const own = desk.rows('serviceCase').find((row) => row.customerId !== null && row.state === 'registered')
  if (own === undefined) throw new Error('no case of a customer')
  desk.ok('case.note', { caseId: own.id, text: 'før omfanget ble et annet' })
  try {
    await client.query(`update app_user set scope = $1 where username = 'per'`, [JSON.stringify([own.customerId])])
    await desk.sync()
    await desk.sync()
    expect(desk.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
    await same(desk, 'per')
  } finally {
    await client.query(`update app_user set scope = null where username = 'per'`)
    await client.end()
  }
})

test('a process that is killed in a fill goes on where its file stands', async () => {
  const desk = await SyncedDesk.signIn(backend.url)
  const { file } = desk
  const token = await desk.tokens.get()
  if (!token.ok) throw new Error(token.error.code)
  desk.profile.db.close()
  const standing: number[] = []
  for (const marks of [1, 2, 3]) {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../support/fill-until-killed.ts', import.meta.url)), file, backend.url, token.value],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exit = once(child, 'exit')
    let seen = 0
    for await (const line of createInterface({ input: child.stdout }))
      if (line.startsWith('progress') && ++seen === marks) child.kill('SIGKILL')
    await exit
    const db = openDb({ file, migrations: MIGRATIONS })
    // Having all of it is further than any mark.
    const isWhole = db.value('select filled from sync_state where one = 1') === 1
    standing.push(isWhole ? Number.POSITIVE_INFINITY : (readFill(db)?.done ?? -1))
    expect(db.value('pragma integrity_check')).toBe('ok')
    db.close()
  }
  expect(standing[0]).toBeGreaterThan(0)
  expect(standing).toEqual([...standing].sort((a, b) => a - b))
  desk.crash()
  desk.tokens.keep({
    user: desk.profile.user,
    accessToken: token.value,
    accessExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    refreshToken: '',
    serverTime: new Date().toISOString(),
  })
  await desk.sync()
  await same(desk)
})
