/** The limit: Fastify and one statement that inserts what a registration leaves in the database, on tables and indexes like ours. */
import { fastify, type FastifyRequest } from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 20 })
await pool.query(`create schema if not exists bare`)
for (const table of ['command_log', 'row_state'])
  await pool.query(`create table if not exists bare.${table} (like public.${table} including all)`)
await pool.query(`create sequence if not exists bare.position; create sequence if not exists bare.number`)

const INSERT = `with log as (
    insert into bare.command_log (id, name, version, args, case_id, actor_id, device_id, act_at, act_at_clamped, received_at, decided_at, status, position)
    values ($1, 'case.register', 1, $2, $3, $4, $4, now(), false, now(), now(), 'accepted', nextval('bare.position')))
  insert into bare.row_state (table_name, id, case_id, scope, number, data, position)
  values ('serviceCase', $3, $3, 'desk', nextval('bare.number'), $5, nextval('bare.position')),
    ('timelineEntry', $6, $3, 'desk', null, $7, nextval('bare.position'))`

type Body = { deviceId: string; commands: { id: string; args: { caseId: string } }[]; entryId: string }
const template = JSON.parse(process.env.BARE_ROWS ?? '{}') as { serviceCase: object; timelineEntry: object }

const app = fastify()
app.route({ method: 'POST', url: '/v1/push', handler: push })

async function push(request: FastifyRequest): Promise<object> {
  const { deviceId, commands, entryId } = request.body as Body
  const [command] = commands
  if (command === undefined) throw new Error('no command')
  const { caseId } = command.args
  await pool.query({
    name: 'insert',
    text: INSERT,
    values: [
      command.id,
      JSON.stringify(command.args),
      caseId,
      deviceId,
      JSON.stringify({ ...template.serviceCase, id: caseId }),
      entryId,
      JSON.stringify({ ...template.timelineEntry, id: entryId, caseId }),
    ],
  })
  return {
    epoch: deviceId,
    serverTime: new Date().toISOString(),
    results: [{ id: command.id, status: 'accepted', position: 1 }],
  }
}
const url = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`listening on ${url}`)
