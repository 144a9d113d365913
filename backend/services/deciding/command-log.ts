import { sql } from 'drizzle-orm'
import { type AppError, appError } from '#shared/errors.ts'
import { type Database, type Executor, inTransaction, type Transaction } from '../../database/connect.ts'
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
    select id, name, version, coalesce(args, 'null'::jsonb), case_id, actor_id, device_id, act_at, act_at_clamped, act_unconfirmed, received_at,
      decided_at, status, nullif(error, 'null'::jsonb), retry_of, undo_group, position, place
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as t(id uuid, name text, version bigint, args jsonb, case_id uuid,
      actor_id uuid, device_id uuid, act_at timestamptz, act_at_clamped boolean, act_unconfirmed boolean, received_at timestamptz, decided_at timestamptz,
      status command_status, error jsonb, retry_of uuid, undo_group uuid, position bigint, place integer)`)
}

/** A command that is not to be decided: refused before with this error, or given up. */
export type Settled = { readonly submitted: Submitted; readonly refused: AppError | null }

/** Commands that were refused before or given up, each with its input: nothing is decided. */
export async function logSettled(db: Database, settled: readonly Settled[]): Promise<void> {
  if (settled.length > 0) await inTransaction(db, (tx) => logSettledIn(tx, settled))
}

/**
 * What was given up is marked where it is in the log as refused. What is not in the log, as when a backup from before was restored,
 * is put there.
 */
export async function logSettledIn(tx: Transaction, settled: readonly Settled[]): Promise<void> {
  await lockNames(
    tx,
    settled.map(({ submitted }) => commandLock(submitted.envelope.id)),
  )
  const ids = settled.map(({ submitted }) => submitted.envelope.id)
  const givenUp = settled.filter(({ refused }) => refused === null).map(({ submitted }) => submitted.envelope.id)
  await markGivenUp(tx, givenUp, settled[0]?.submitted.who.id ?? null)
  const known = await answersTo(tx, ids)
  const fresh = settled.filter(
    ({ submitted: { envelope } }, i) => !known.has(envelope.id) && ids.indexOf(envelope.id) === i,
  )
  await logCommands(
    tx,
    fresh.map(({ submitted, refused }) => {
      const { id } = submitted.envelope
      return {
        submitted,
        outcome: refused === null ? { id, status: 'discarded' } : { id, status: 'refused', error: refused },
      }
    }),
    ({ receivedAt }) => receivedAt,
  )
}

/** Held by whoever decides a command, tries it again, or answers for it in another way. */
export const commandLock = (id: string): string => `command:${id}`

/** The person chose the other side: refused commands of theirs stay in the log, marked. */
export async function markGivenUp(db: Executor, ids: readonly string[], actorId: string | null): Promise<void> {
  if (ids.length === 0) return
  await db.execute(sql`update command_log set status = 'discarded'
    where id = any(${sql.param(ids)}::uuid[]) and actor_id = ${actorId} and status = 'refused'`)
}
