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
import type { Who } from '../deciding/submitted.ts'
import type { Attempts } from '../people/attempts.ts'
import { passwordMatches } from '../people/passwords.ts'
import type { Passcodes } from '../secrets/passcodes.ts'

export type HandOverDeps = {
  readonly db: Database
  readonly passcodes: Passcodes
  readonly attempts: Attempts
  readonly now: () => string
}

type Item = {
  id: string
  kind: 'command' | 'conflict' | 'draft'
  name: string
  version: number
  body: unknown
  error: unknown
  act_at: string
}

/**
 * Keeps what a revoked device hands over. Nothing is decided; what was given up or refused is logged as that. What the log knows
 * already (a command that arrived before the revocation) is not taken again; the same item twice is one. @returns how many items are safe here
 */
export async function handOver(
  { db, passcodes, attempts, now }: HandOverDeps,
  request: HandOverRequest,
  address: string,
): Promise<Result<number, AppError>> {
  const personId = await personOf(db, attempts, request, address)
  if (personId === null) return err(appError('auth.required'))
  const items = itemsOf(request)
  const who: Who = { id: personId, name: '', permissions: [], scope: 'all', deviceId: request.deviceId }
  const settled = (command: CommandEnvelope, refused: AppError | null): Settled => ({
    submitted: { envelope: { ...command, id: command.id.toLowerCase() }, who, receivedAt: now(), passcode: null },
    refused,
  })
  await logSettled(db, [
    ...request.givenUp.map((command) => settled(command, null)),
    ...request.conflicts.map(({ command, error }) => settled(command, error)),
  ])
  await inTransaction(db, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into quarantine (id, kind, person_id, device_id, name, version, body, error, act_at, handed_over_at)
      select t.id, t.kind, ${personId}, ${request.deviceId}, t.name, t.version, coalesce(t.body, 'null'::jsonb), nullif(t.error, 'null'::jsonb), t.act_at,
        ${now()}
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as t(id uuid, kind text, name text, version int, body jsonb, error jsonb, act_at timestamptz)
      where t.kind = 'conflict' or not exists (select from command_log l where l.id = t.id)
      on conflict (id) do nothing returning id`)
    const kept = new Set(rows.map((row) => row.id))
    for (const { commandId, passcode } of request.passcodes)
      if (kept.has(commandId)) await passcodes.keep(tx, commandId, passcode, now())
  })
  return ok(items.length)
}

function itemsOf({ commands, conflicts, drafts, deviceId }: HandOverRequest): Item[] {
  const ofCommand = (kind: Item['kind'], command: HandOverRequest['commands'][number], error: unknown): Item => ({
    id: command.id.toLowerCase(),
    kind,
    name: command.name,
    version: command.version,
    body: asLogged(command.args),
    error,
    act_at: command.actAt,
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
      }),
    ),
  ]
}

/** Whose the device is, if it is revoked and the proof is theirs. A device that is not revoked pushes instead. */
async function personOf(
  db: Database,
  attempts: Attempts,
  { deviceId, proof }: HandOverRequest,
  address: string,
): Promise<string | null> {
  if ('refreshToken' in proof) {
    const hash = createHash('sha256').update(proof.refreshToken).digest('base64url')
    const { rows } = await db.execute<{ user_id: string }>(sql`select s.user_id from refresh_token t
      join session s on s.id = t.session_id join device d on d.id = s.device_id
      where t.hash = ${hash} and s.device_id = ${deviceId} and d.revoked_at is not null`)
    return rows[0]?.user_id ?? null
  }
  const who = `${proof.username.toLowerCase()} ${address}`
  if (!attempts.mayTry(who)) return null
  const { rows } = await db.execute<{ id: string; password_hash: string }>(sql`select u.id, u.password_hash
    from app_user u join device d on d.id = ${deviceId} and d.revoked_at is not null
    where lower(u.username) = lower(${proof.username}) and exists (
      select from session s where s.device_id = d.id and s.user_id = u.id)`)
  const found = rows[0]
  if (!(await passwordMatches(found?.password_hash, proof.password)) || found === undefined) {
    attempts.failed(who)
    return null
  }
  attempts.succeeded(who)
  return found.id
}
