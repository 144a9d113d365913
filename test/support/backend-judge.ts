import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { asLogged } from '#backend/services/deciding/log-args.ts'
import { BLOCK } from '#backend/services/case-numbers.ts'
import { covers, type Scope } from '#backend/services/scope.ts'
import { createJournal } from '#test/simulation/acts/journal.ts'
import { readBackend, type BackendState } from '#test/simulation/checks/backend-state.ts'
import { stable } from '#test/simulation/checks/first-difference.ts'
import { checkNumbers } from '#test/simulation/checks/numbers.ts'
import { checkReplay } from '#test/simulation/checks/replay.ts'
import type { Stage } from '#test/simulation/history/stage.ts'
import { Desk } from './backend-node.ts'
import { CrowdReader, type Crowd, type Told } from './backend-crowd.ts'

/**
 * The invariants of the simulation, after people really acted at once: what was said is in the log with its input; rows are what
 * the log makes, decided one after the other; ledgers and numbers add up; who read all the time has what a new reader gets, and
 * nothing beyond their scope. @returns what does not hold, in words
 */
export async function judge(pool: pg.Pool, crowd: Crowd, node: string): Promise<string[]> {
  const backend = await stateOf(pool)
  return [
    ...checkTold(crowd.told, backend),
    ...checkOrder(backend),
    ...(await checkReaders(crowd, backend, pool, node)),
  ]
}

/** What the log says makes the rows that are there, each command decided once in its place. @returns what does not hold, in words */
export const judgeLog = async (pool: pg.Pool): Promise<string[]> => checkOrder(await stateOf(pool))

/** What the database holds, the log in the order in which it was decided. */
async function stateOf(pool: pg.Pool): Promise<BackendState> {
  const { rows } = await pool.query<Placed>(
    `select id, case_id as "caseId", position::float8 as position, xmin::text::bigint::float8 as xid from command_log
     order by xmin::text::bigint, place`,
  )
  const decided = orderOf(rows)
  return readBackend(drizzle({ client: pool }), decided)
}

type Placed = { id: string; caseId: string | null; position: number | null; xid: number }

/**
 * Transactions in the order of their positions. One that refused everything has none: each of its commands goes behind the last
 * transaction before it that acted on the same case, since a case is locked by one at a time.
 */
function orderOf(rows: readonly Placed[]): string[] {
  const accepting = new Set(rows.filter(({ position }) => position !== null).map(({ xid }) => xid))
  const units = new Map<string, Placed[]>()
  for (const row of rows) {
    const name = accepting.has(row.xid) ? `${row.xid}` : `${row.xid}/${row.caseId}`
    units.set(name, [...(units.get(name) ?? []), row])
  }
  const placed = [...units.values()].map((commands) => ({
    commands,
    xid: commands[0]?.xid ?? 0,
    cases: new Set(commands.map(({ caseId }) => caseId)),
    position: Math.max(...commands.map(({ position }) => position ?? -1)),
  }))
  const ordered = placed.filter(({ position }) => position >= 0)
  ordered.sort((a, b) => a.position - b.position || a.xid - b.xid)
  for (const refused of placed.filter(({ position }) => position < 0)) {
    const caseId = refused.commands[0]?.caseId ?? null
    const after = ordered.findLastIndex(({ xid, cases }) => xid < refused.xid && cases.has(caseId))
    ordered.splice(after + 1, 0, refused)
  }
  return ordered.flatMap(({ commands }) => commands.map(({ id }) => id))
}

function checkTold({ answers, sent, contradictions }: Told, { byId, log }: BackendState): string[] {
  const violations = [...contradictions]
  for (const [id, answer] of answers) {
    const logged = byId.get(id)
    const who = `${sent.get(id)?.name} ${id}`
    if (logged === undefined) violations.push(`lost: ${who} was ${answer.status}`)
    else if (logged.status !== answer.status)
      violations.push(`${who} was said ${answer.status}, logged ${logged.status}`)
    else if (answer.status === 'accepted' && logged.position !== answer.position)
      violations.push(`${who} was said to be at ${answer.position}, logged at ${logged.position}`)
    if (logged && stable(asLogged(sent.get(id)?.args)) !== stable(logged.args)) violations.push(`another input: ${who}`)
  }
  for (const { id, name } of log) if (!sent.has(id)) violations.push(`nobody made ${name} ${id}`)
  return violations
}

function checkOrder(backend: BackendState): string[] {
  const journal = createJournal()
  const stage = { journal } as unknown as Stage
  checkNumbers(stage, backend, BLOCK)
  checkReplay(stage, backend)
  return journal.violations
}

async function checkReaders(crowd: Crowd, backend: BackendState, pool: pg.Pool, node: string): Promise<string[]> {
  const violations: string[] = []
  const scopes = new Map(backend.rows.map(({ table, id, scope }) => [`${table}/${id}`, scope]))
  for (const reader of crowd.readers) {
    const fresh = new CrowdReader(await Desk.signIn(node, reader.username), reader.username, () => [node], 1, 5000)
    await fresh.untilDone()
    const { rows } = await pool.query<{ scope: string[] | null }>('select scope from app_user where username = $1', [
      reader.username,
    ])
    const scope: Scope = rows[0]?.scope ?? 'all'
    for (const [key, row] of fresh.rows)
      if (stable(reader.rows.get(key)) !== stable(row)) violations.push(`${reader.username} skipped a change of ${key}`)
    for (const key of reader.rows.keys()) {
      if (!fresh.rows.has(key)) violations.push(`${reader.username} kept ${key}`)
      if (!covers(scope, scopes.get(key) ?? '')) violations.push(`${reader.username} has ${key} beyond their scope`)
    }
    const visible = backend.rows.filter((row) => covers(scope, row.scope)).length
    if (fresh.rows.size !== visible) violations.push(`${reader.username} gets ${fresh.rows.size} rows of ${visible}`)
  }
  return violations
}
