import pg from 'pg'
import { expect, test } from 'vitest'
import { command, Desk, intake, startNode } from '#test/support/backend-node.ts'
import { bounded, eventually } from '#test/support/bounded.ts'
import { freshDatabase } from '#test/support/postgres.ts'

test('a node that stops says so to who looks, answers what is under way and ends its streams with a hint', async () => {
  const url = await freshDatabase()
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  const node = await startNode(url, { limits: { drainMs: 1_000 } })
  const other = await startNode(url)
  const desk = await Desk.signIn(node.url)
  const stream = await fetch(`${node.url}/v1/live`, { headers: { authorization: `Bearer ${desk.token}` } })
  const heard = stream.text()

  await db.query('begin')
  await db.query('update sequencer set position = position')
  const args = intake()
  const underWay = desk.push([command('case.register', args)])
  await eventually('the wait for the sequencer', async () => {
    const { rows } = await db.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
    return rows.length > 0 ? true : undefined
  })
  const stopped = node.stop()
  await eventually('the node to say that it stops', async () =>
    (await fetch(`${node.url}/ready`)).status === 503 ? true : undefined,
  )
  expect((await fetch(`${node.url}/health`)).status).toBe(200)
  await db.query('rollback')
  expect((await underWay).results).toMatchObject([{ status: 'accepted' }])
  expect(await bounded('the end of the stream', 20_000, heard)).toMatch(/^retry: \d+$/m)
  await bounded('the stop', 20_000, stopped)

  const next = await Desk.signIn(other.url, 'kari', desk.deviceId)
  expect((await next.rows('serviceCase')).map(({ id }) => id)).toContain(args.caseId)
  await other.stop()
  await db.end()
})

test('a request that never ends does not keep a node from stopping', async () => {
  const url = await freshDatabase()
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  const node = await startNode(url, { limits: { closeMs: 500, lockMs: 60_000, statementMs: 3_000 } })
  const desk = await Desk.signIn(node.url)
  await db.query('begin')
  await db.query('update sequencer set position = position')
  const lost = desk.push([command('case.register', intake())]).catch(() => 'cut off')
  await eventually('the wait for the sequencer', async () => {
    const { rows } = await db.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
    return rows.length > 0 ? true : undefined
  })
  await bounded('the stop', 30_000, node.stop())
  expect(await lost).toBe('cut off')
  await db.query('rollback')
  await db.end()
})
