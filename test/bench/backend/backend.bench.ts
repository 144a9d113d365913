import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { v7 as uuidV7 } from 'uuid'
import { command, Desk, intake } from '#test/support/backend-node.ts'
import { fillForCrowd, killablePostgres, looker, startNodeProcess, startProcess } from '#test/support/backend-stage.ts'
import { type BenchResult, measured } from '../result.ts'

const CONNECTIONS = 64
const SECONDS = 6
const ROUNDS = 3
const GOAL = 0.5

/**
 * Registrations a second, one command a request on 64 connections, each decided, logged and durable before its answer; against a
 * bare Fastify that inserts the same rows with one statement in the same PostgreSQL. The two take turns.
 */
export async function benchBackend(): Promise<BenchResult[]> {
  const postgres = await killablePostgres()
  const ends: (() => Promise<void>)[] = [postgres.remove]
  try {
    await fillForCrowd(postgres.directUrl())
    const node = await startNodeProcess(postgres.directUrl())
    ends.push(node.stop)
    const desks = await Promise.all(Array.from({ length: CONNECTIONS }, () => Desk.signIn(node.url, 'kari')))
    const bare = await startProcess(join(import.meta.dirname, 'bare-server.ts'), [], {
      DATABASE_URL: postgres.directUrl(),
      BARE_ROWS: JSON.stringify(await sampleRows(desks[0], postgres.directUrl())),
    })
    ends.push(bare.stop)

    await load(node.url, desks, 3)
    await load(bare.url, desks, 3)
    const [ours, limit]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await load(node.url, desks, SECONDS))
      limit.push(await load(bare.url, desks, SECONDS))
    }
    return [
      measured({
        name: 'backend',
        unit: 'commands/s',
        ours,
        limit,
        goal: GOAL,
        better: 'higher',
        about: `${CONNECTIONS} connections, one registration a request; limit: bare Fastify and one CTE insert of the same rows`,
      }),
    ]
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** The rows that one registration leaves, for the bare server to insert copies of. */
async function sampleRows(desk: Desk | undefined, url: string): Promise<object> {
  const args = intake()
  await desk?.push([command('case.register', args)])
  const pool = looker(url)
  const { rows } = await pool.query('select table_name, data from row_state where case_id = $1', [args.caseId])
  await pool.end()
  return Object.fromEntries(rows.map(({ table_name: table, data }) => [table, data]))
}

/** @returns answers a second; an answer that is not 200 is an error */
async function load(url: string, desks: readonly Desk[], seconds: number): Promise<number> {
  let nth = 0
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => {
      const desk = desks[nth++ % desks.length]
      if (desk === undefined) return
      client.setHeaders({ 'content-type': 'application/json', authorization: `Bearer ${desk.token}` })
      client.setRequests([
        { method: 'POST', path: '/v1/push', setupRequest: (request) => ({ ...request, body: bodyOf(desk) }) },
      ])
    },
  })
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`)
  return result['2xx'] / result.duration
}

function bodyOf({ deviceId }: Desk): string {
  const commands = [{ ...command('case.register', intake({ caseId: uuidV7() })) }]
  return JSON.stringify({ protocol: 1, deviceId, commands, passcodes: [], entryId: randomUUID() })
}
