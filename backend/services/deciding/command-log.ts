import { sql } from 'drizzle-orm'
import { type AppError, appError } from '#shared/errors.ts'
import { type Database, type Executor, inTransaction } from '../../database/connect.ts'
import { lockNames } from '../../database/locks.ts'
import { caseOf } from './judge.ts'
import { asLogged } from './log-args.ts'
import { actAtOf, isUnconfirmed, type Outcome, type Submitted } from './submitted.ts'

type Known = {
  id: string
  status: 'accepted' | 'refused' | 'discarded'
  error: AppError | null
  position: string | null
}

/** The answers that these commands got before. */
export async function answersTo(db: Executor, ids: readonly string[]): Promise<Map<string, Outcome>> {
  const { rows } = await db.execute<Known>(
    sql`select id, status, error, position from command_log where id = any(${sql.param(ids)}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.id, outcomeOf(row)]))
}

const outcomeOf = ({ id, status, error, position }: Known): Outcome =>
  status === 'accepted'
    ? { id, status: 'accepted', position: Number(position), repeated: true }
    : { id, status: 'refused', error: error ?? appError('input.invalid', { facts: { problem: 'given up' } }) }

/** Logs commands with their input and answer. */
export async function logCommands(
  db: Executor,
  decided: readonly { submitted: Submitted; outcome: Outcome | { id: string; status: 'discarded' } }[],
  decidedAt: (submitted: Submitted) => string,
): Promise<void> {
  if (decided.length === 0) return
  const records = decided.map(({ submitted, outcome }, place) => ({
    id: submitted.envelope.id,
    name: asLogged(submitted.envelope.name),
    version: submitted.envelope.version,
    args: asLogged(submitted.envelope.args),
    case_id: caseOf(submitted),
    actor_id: submitted.who.id,
    device_id: submitted.who.deviceId,
    act_at: actAtOf(submitted),
    act_at_clamped: submitted.envelope.actAt > submitted.receivedAt,
    act_unconfirmed: isUnconfirmed(submitted),
    received_at: submitted.receivedAt,
    decided_at: decidedAt(submitted),
    status: outcome.status,
    error: outcome.status === 'refused' ? asLogged(outcome.error) : null,
    retry_of: submitted.envelope.retryOf,
    undo_group: submitted.envelope.undoGroup,
    position: outcome.status === 'accepted' ? outcome.position : null,
    place,
  }))
  await db.execute(sql`insert into command_log (id, name, version, args, case_id, actor_id, device_id, act_at, act_at_clamped, act_unconfirmed,
      received_at, decided_at, status, error, retry_of, undo_group, position, place)
    select id, name, version, args, case_id, actor_id, device_id, act_at, act_at_clamped, act_unconfirmed, received_at,
      decided_at, status, nullif(error, 'null'::jsonb), retry_of, undo_group, position, place
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as t(id uuid, name text, version bigint, args jsonb, case_id uuid,
      actor_id uuid, device_id uuid, act_at timestamptz, act_at_clamped boolean, act_unconfirmed boolean, received_at timestamptz, decided_at timestamptz,
      status command_status, error jsonb, retry_of uuid, undo_group uuid, position bigint, place integer)`)
}

/**
 * Commands that were given up, each with its input: marked where they are in the log as refused, and put there with no answer where
 * they are not, as when a backup from before was restored.
 */
export async function logGivenUp(db: Database, given: readonly Submitted[]): Promise<void> {
  if (given.length === 0) return
  await inTransaction(db, async (tx) => {
    await lockNames(
      tx,
      given.map(({ envelope }) => `command:${envelope.id}`),
    )
    const ids = given.map(({ envelope }) => envelope.id)
    await markGivenUp(tx, ids, given[0]?.who.id ?? null)
    const known = await answersTo(tx, ids)
    const fresh = given.filter(({ envelope }, i) => !known.has(envelope.id) && ids.indexOf(envelope.id) === i)
    await logCommands(
      tx,
      fresh.map((submitted) => ({ submitted, outcome: { id: submitted.envelope.id, status: 'discarded' } })),
      ({ receivedAt }) => receivedAt,
    )
  })
}

/** The person chose the other side: refused commands of theirs stay in the log, marked. */
export async function markGivenUp(db: Executor, ids: readonly string[], actorId: string | null): Promise<void> {
  if (ids.length === 0) return
  await db.execute(sql`update command_log set status = 'discarded'
    where id = any(${sql.param(ids)}::uuid[]) and actor_id = ${actorId} and status = 'refused'`)
}
