/**
 * What WatermelonDB and RxDB ask of a server, on the same PostgreSQL: all that changed, and rows taken in durably. `node
 * rows-server.ts DATABASE_URL LINES`. A row a case; nothing is decided.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fastify } from 'fastify'
import pg from 'pg'

const [url = '', lines = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10 })
await pool.query(`drop table if exists peer_case`)
await pool.query(`create table peer_case (id text primary key, data jsonb not null, modified bigint not null)`)
await pool.query('create index peer_case_modified on peer_case (modified)')
const put = `insert into peer_case (id, data, modified) select r->>'id', r - '{_status,_changed}'::text[], $2 from jsonb_array_elements($1::jsonb) r
  on conflict (id) do update set data = excluded.data, modified = excluded.modified`
let batch: object[] = []
for await (const text of createInterface({ input: createReadStream(lines) })) {
  const [table, row] = JSON.parse(text) as [string, Record<string, unknown>]
  if (table === 'serviceCase') batch.push(row)
  if (batch.length < 2000) continue
  await pool.query(put, [JSON.stringify(batch), 1])
  batch = []
}
await pool.query(put, [JSON.stringify(batch), 1])
// As our rows are before they are changed: what is written first after a checkpoint is written twice.
await pool.query('vacuum analyze peer_case')
await pool.query('checkpoint')

const app = fastify({ bodyLimit: 256 * 1024 * 1024 })
app.get('/pull', async (request, reply) => {
  const since = Number((request.query as { since?: string }).since ?? 0)
  const { rows } = await pool.query<{ rows: string; now: string }>(
    `select coalesce(jsonb_agg(data), '[]')::text as rows, coalesce(max(modified), $1) as now from peer_case where modified > $1`,
    [since],
  )
  const part = since === 0 ? 'created' : 'updated'
  const none = since === 0 ? '"updated":[]' : '"created":[]'
  return reply
    .type('application/json')
    .send(`{"changes":{"cases":{"${part}":${rows[0]?.rows},${none},"deleted":[]}},"timestamp":${rows[0]?.now}}`)
})
let clock = 1
// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Fastify waits for it
app.post('/push', async (request) => {
  const { cases } = (request.body as { changes: { cases: { created: object[]; updated: object[] } } }).changes
  await pool.query(put, [JSON.stringify([...cases.created, ...cases.updated]), ++clock])
  return {}
})
process.stdout.write(`listening on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.on('SIGTERM', () => process.exit(0))
