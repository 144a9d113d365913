import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { v5 as uuidV5 } from 'uuid'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import { type Database, inTransaction } from '../../database/connect.ts'
import { logSettled, type Settled } from '../deciding/command-log.ts'
import { asLogged } from '../deciding/log-args.ts'
import { actAtOf, isClockWrong, isUnconfirmed, type Submitted, type Who } from '../deciding/submitted.ts'
import type { Attempts } from '../people/attempts.ts'
import { passwordMatches } from '../people/passwords.ts'
import { epochFor } from '../scope.ts'
import type { Passcodes } from '../secrets/passcodes.ts'

export type HandOverDeps = {
  readonly db: Database
  readonly passcodes: Passcodes
  readonly attempts: Attempts
  readonly now: () => string
  readonly epoch: string
}
/** How many items are safe here, and the epoch that the device would stand in. */
export type Kept = { readonly kept: number; readonly epoch: string }

type Item = {
  id: string
  kind: 'command' | 'conflict' | 'draft'
  name: string
  version: number
  body: unknown
  error: unknown
  act_at: string
  act_unconfirmed: boolean
  retry_of: string | null
}

/**
 * Keeps what a revoked device hands over. Nothing is decided; what was given up or refused is logged as that. What was
 * accepted or given up before is not taken again; what was refused without the device's hearing of it is a conflict as well, of the
 * time that the log says. The same item twice is one; a draft that was typed on is the later one.
 */
export async function handOver(
  { db, passcodes, attempts, now, epoch }: HandOverDeps,
  request: HandOverRequest,
  address: string,
): Promise<Result<Kept, AppError>> {
  const person = await personOf(db, attempts, request, address)
  if (person === null) return err(appError('auth.required'))
  const { id: personId, scope } = person
  const receivedAt = now()
  const who: Who = { id: personId, name: '', permissions: [], scope: 'all', deviceId: request.deviceId }
  const clockWrong = isClockWrong(request.sentAt, receivedAt)
  const submitted = (command: CommandEnvelope): Submitted => ({
    envelope: { ...command, id: command.id.toLowerCase() },
    who,
    receivedAt,
    clockWrong,
    passcode: null,
  })
  const settled = (command: CommandEnvelope, refused: AppError | null): Settled => ({
    submitted: submitted(command),
    refused,
  })
  const items = itemsOf(request, submitted)
  await logSettled(db, [
    ...request.givenUp.map((command) => settled(command, null)),
    ...request.conflicts.map(({ command, error }) => settled(command, error)),
  ])
  await inTransaction(db, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into quarantine (id, kind, person_id, device_id, name, version, body, error, act_at, act_unconfirmed,
        retry_of, handed_over_at)
      select t.id, case when l.id is null then t.kind else 'conflict' end, ${personId}, ${request.deviceId}, t.name, t.version, coalesce(t.body, 'null'::jsonb), coalesce(nullif(t.error, 'null'::jsonb), l.error), coalesce(l.act_at, t.act_at),
        t.act_unconfirmed or coalesce(l.act_unconfirmed, false), t.retry_of, ${receivedAt}
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as t(id uuid, kind text, name text, version int, body jsonb, error jsonb, act_at timestamptz,
          act_unconfirmed boolean, retry_of uuid)
      left join command_log l on l.id = t.id
      where l.id is null or (l.status = 'refused' and not exists (
        select from command_log r where r.retry_of = l.id and r.status = 'accepted'))
      on conflict (id) do update set body = excluded.body, act_at = excluded.act_at
        where quarantine.kind = 'draft' and quarantine.settled_at is null
      returning id`)
    const kept = new Set(rows.map((row) => row.id))
    for (const { commandId, passcode } of request.passcodes)
      if (kept.has(commandId)) await passcodes.keep(tx, commandId, passcode, receivedAt)
  })
  return ok({ kept: items.length, epoch: epochFor(epoch, scope ?? 'all') })
}

function itemsOf(
  { commands, conflicts, drafts, deviceId }: HandOverRequest,
  submitted: (command: CommandEnvelope) => Submitted,
): Item[] {
  const ofCommand = (kind: Item['kind'], command: CommandEnvelope, error: unknown): Item => ({
    id: command.id.toLowerCase(),
    kind,
    name: command.name,
    version: command.version,
    body: asLogged(command.args),
    error,
    act_at: actAtOf(submitted(command)),
    act_unconfirmed: isUnconfirmed(submitted(command)),
    retry_of: command.retryOf,
  })
  return [
    ...commands.map((command) => ofCommand('command', command, null)),
    ...conflicts.map(({ command, error }) => ofCommand('conflict', command, asLogged(error))),
    ...drafts.map(
      ({ id, form, changedAt }): Item => ({
        id: uuidV5(`draft:${id}`, deviceId),
        kind: 'draft',
        name: id,
        version: 1,
        body: asLogged(form),
        error: null,
        act_at: changedAt,
        act_unconfirmed: false,
        retry_of: null,
      }),
    ),
  ]
}

type Owner = { readonly id: string; readonly scope: readonly string[] | null }

/** Whose the device is, if it is revoked and the proof is theirs. A device that is not revoked pushes instead. */
async function personOf(
  db: Database,
  attempts: Attempts,
  { deviceId, proof }: HandOverRequest,
  address: string,
): Promise<Owner | null> {
  if ('refreshToken' in proof) {
    const hash = createHash('sha256').update(proof.refreshToken).digest('base64url')
    const { rows } = await db.execute<Owner>(sql`select u.id, u.scope from refresh_token t
      join session s on s.id = t.session_id join app_user u on u.id = s.user_id join device d on d.id = s.device_id
      where t.hash = ${hash} and s.device_id = ${deviceId} and d.revoked_at is not null`)
    return rows[0] ?? null
  }
  const who = `${proof.username.toLowerCase()} ${address}`
  if (!attempts.mayTry(who)) return null
  const { rows } = await db.execute<Owner & { password_hash: string }>(sql`select u.id, u.scope, u.password_hash
    from app_user u join device d on d.id = ${deviceId} and d.revoked_at is not null
    where lower(u.username) = lower(${proof.username}) and exists (
      select from session s where s.device_id = d.id and s.user_id = u.id)`)
  const found = rows[0]
  if (!(await passwordMatches(found?.password_hash, proof.password)) || found === undefined) {
    attempts.failed(who)
    return null
  }
  attempts.succeeded(who)
  return found
}
