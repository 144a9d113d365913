import { sql } from 'drizzle-orm'
import { v5 as uuidV5 } from 'uuid'
import { commandOf } from '#shared/domain/commands.ts'
import { dismissApproval } from '#shared/domain/service-case/dismiss-approval.command.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { QuarantineItem, SettledAs } from '#shared/sync/quarantine.ts'
import { type Executor, inTransaction, type Transaction } from '../../database/connect.ts'
import { lockNames } from '../../database/locks.ts'
import { commandLock, logSettledIn } from '../deciding/command-log.ts'
import { decideCommands, type DecideDeps } from '../deciding/decide-commands.ts'
import type { Settles, Submitted, Who } from '../deciding/submitted.ts'

type Found = QuarantineItem & {
  readonly version: number
  /** Its device's clock was not to be trusted. */
  readonly unconfirmed: boolean
  readonly retryOf: string | null
  readonly settledAs: SettledAs | null
}
type Columns = Omit<Found, 'actAt' | 'handedOverAt'> & { actAt: string; handedOverAt: string }

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
const MOST = 500
/** What a device handed over was never checked against its command. */
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

/**
 * From revoked devices, and commands that were refused because their maker was not allowed to: neither is lost, neither is decided. What a
 * supervisor tried in somebody's place, and may not do themselves, is not theirs: that of the maker waits on.
 */
const ITEMS = sql`
  select q.id, q.kind, q.person_id as "personId", u.name as "personName", q.device_id as "deviceId", q.name, q.version, q.body,
    case when q.kind <> 'draft' and q.body->>'caseId' ~ ${UUID} then (q.body->>'caseId')::uuid end as "caseId", q.error, ${iso('q.act_at')} as "actAt",
    ${iso('q.handed_over_at')} as "handedOverAt", q.act_unconfirmed as unconfirmed, q.retry_of as "retryOf", q.settled_as as "settledAs"
  from quarantine q join app_user u on u.id = q.person_id
  union all
  select l.id, 'denied', l.actor_id, u.name, l.device_id, l.name, l.version::int, l.args, l.case_id, l.error, ${iso('l.act_at')},
    ${iso('l.received_at')}, l.act_unconfirmed, l.retry_of, null
  from command_log l join app_user u on u.id = l.actor_id
  where l.status = 'refused' and l.error->>'code' = 'permission.denied'
    and not exists (select from command_log o where o.id = l.retry_of and o.actor_id <> l.actor_id)
    and not exists (select from quarantine o where o.id = l.retry_of and o.person_id <> l.actor_id)
    and not exists (select from command_log r where r.retry_of = l.id and (r.status = 'accepted' or r.actor_id = l.actor_id))
    and not exists (select from quarantine q where q.id = l.id or q.retry_of = l.id)`

/** What waits for a supervisor, the oldest first. */
export async function openItems(db: Executor): Promise<QuarantineItem[]> {
  const { rows } = await db.execute<Columns>(
    sql`select * from (${ITEMS}) t where "settledAs" is null order by "actAt", id limit ${MOST}`,
  )
  return rows.map(({ version: _v, unconfirmed: _u, retryOf: _r, settledAs: _s, ...item }) => item)
}

async function itemOf(db: Executor, id: string): Promise<Found | undefined> {
  const { rows } = await db.execute<Columns>(sql`select * from (${ITEMS}) t where id = ${id}`)
  return rows[0]
}

/** Its maker tried it again, or another supervisor was first, since it was looked at. */
class NotOpen extends Error {}

/**
 * Decides somebody's command in their place: with the supervisor's permissions, under a new id that follows from the old, with the
 * act time as it was and the old command named in the history. That it still waits, what is decided and that it is settled are one
 * transaction, under the lock that a try of its maker needs as well. Refused: the item stays, and the reason is the answer.
 */
export async function adopt(deps: DecideDeps, supervisor: Who, id: string): Promise<Result<null, AppError>> {
  const item = await itemOf(deps.db, id)
  if (item === undefined || item.settledAs !== null) return howItEnded(deps.db, id, 'adopted')
  if (item.kind === 'draft') return err(absent)
  const envelope: CommandEnvelope = {
    id: await answerId(deps.db, id, 'adopted'),
    name: item.name,
    version: item.version,
    args: item.body,
    actAt: item.actAt,
    retryOf: id,
    undoGroup: null,
  }
  return decideIfOpen(deps, supervisor, item, 'adopted', {
    envelope,
    // Its numbers were leased to the device that it was made on.
    who: { ...supervisor, deviceId: item.deviceId },
    clockWrong: item.unconfirmed,
    passcode: await deps.passcodes.reveal(deps.db, id),
    adopts: { commandId: id, actorName: item.personName },
  })
}

/** Decides what answers an item; accepted, the item is settled in the same transaction. */
async function decideIfOpen(
  deps: DecideDeps,
  supervisor: Who,
  item: Found,
  as: SettledAs,
  answer: Pick<Submitted, 'envelope' | 'who' | 'clockWrong' | 'passcode' | 'adopts'>,
): Promise<Result<null, AppError>> {
  const settles: Settles = {
    commandId: item.id,
    whileOpen: async (tx) => {
      if ((await itemOf(tx, item.id))?.settledAs !== null) throw new NotOpen()
    },
    settle: (tx) => markSettled(tx, deps, supervisor, item, as),
  }
  try {
    const receivedAt = deps.clock.now().toISOString()
    const [outcome] = await decideCommands(deps, [{ ...answer, receivedAt, settles }])
    if (outcome?.status !== 'accepted') return err(outcome?.error ?? appError('server.failed'))
    return outcome.repeated ? howItEnded(deps.db, item.id, as) : ok(null)
  } catch (error) {
    if (error instanceof NotOpen) return howItEnded(deps.db, item.id, as)
    throw error
  }
}

/** It was answered before, its maker went on with it, or it never was. Answered in the same way twice is answered once. */
async function howItEnded(db: Executor, id: string, as: SettledAs): Promise<Result<null, AppError>> {
  const settledAs = (await itemOf(db, id))?.settledAs
  if (settledAs === null) return err(appError('server.failed')) // still open: somebody took the id of the answer in this very instant
  if (settledAs !== undefined) return settledAs === as ? ok(null) : err(absent)
  const { rows } = await db.execute<{
    personName: string
    isAdopted: boolean
    isDismissed: boolean
    isGivenUp: boolean
  }>(
    sql`select u.name as "personName", l.status = 'discarded' as "isGivenUp",
        exists (select from command_log r where r.retry_of = l.id and r.status = 'accepted' and r.actor_id <> l.actor_id) as "isAdopted",
        exists (select from row_state e where e.case_id = l.case_id and e.table_name = 'timelineEntry' and e.data->>'kind' = ${dismissApproval.name}
          and e.data->'data'->>'dismisses' = l.id::text) as "isDismissed"
      from command_log l join app_user u on u.id = l.actor_id where l.id = ${id}`,
  )
  const found = rows[0]
  // Nobody will do what was given up, whoever said so; what was done before that is done.
  if (as === 'adopted' ? found?.isAdopted : found?.isGivenUp && !found.isAdopted) return ok(null)
  const isSettled = found === undefined || found.isAdopted || found.isDismissed
  return err(isSettled ? absent : withdrawn(found))
}

const absent = appError('row.absent', { facts: { table: 'quarantine' } })

const withdrawn = ({ personName: who }: Pick<Found, 'personName'>): AppError =>
  appError('approval.withdrawn', { facts: { who } })

/** Nobody will decide it: in the log with its input, as given up. The case says so in its history, where both are known. */
export async function dismiss(deps: DecideDeps, supervisor: Who, id: string): Promise<Result<null, AppError>> {
  const item = await itemOf(deps.db, id)
  if (item === undefined || item.settledAs !== null) return howItEnded(deps.db, id, 'dismissed')
  if (commandOf(item.name) !== undefined && item.caseId !== null && (await isToTell(deps.db, item, item.caseId)))
    return decideIfOpen(deps, supervisor, item, 'dismissed', {
      envelope: await dismissalOf(deps, item, item.caseId),
      who: supervisor,
      passcode: null,
    })
  return inTransaction(deps.db, async (tx) => {
    await lockNames(tx, [commandLock(id)])
    if ((await itemOf(tx, id))?.settledAs !== null) return howItEnded(tx, id, 'dismissed')
    await markSettled(tx, deps, supervisor, item, 'dismissed')
    return ok(null)
  })
}

async function dismissalOf({ db, clock }: DecideDeps, item: Found, caseId: string): Promise<CommandEnvelope> {
  const { id, name, personName } = item
  return {
    id: await answerId(db, id, 'dismissed'),
    name: dismissApproval.name,
    version: dismissApproval.version,
    args: { caseId, commandId: id, command: name, maker: personName },
    actAt: clock.now().toISOString(),
    retryOf: null,
    undoGroup: null,
  }
}

/**
 * The id of the command that answers an item: it follows from the item's, so that asked for twice at once it is one command. One that is
 * taken is of an answer that was refused, after which this is another try, or of somebody who knew it.
 */
async function answerId(db: Executor, id: string, as: SettledAs): Promise<string> {
  for (let n = 0; ; n++) {
    const answer = uuidV5(`${as}:${n}`, id)
    const { rows } = await db.execute(sql`select 1 from command_log where id = ${answer}`)
    if (rows.length === 0) return answer
  }
}

/** Whether the case is here, and it has not been done by another try. */
async function isToTell(db: Executor, { retryOf }: Found, caseId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from row_state where table_name = 'serviceCase' and id = ${caseId}
    and not exists (select from command_log where status = 'accepted' and (id = ${retryOf} or retry_of = ${retryOf}))`)
  return rows.length > 0
}

/** A command that was never decided is in the log from here on, so that it never will be. The caller holds its lock. */
async function markSettled(
  tx: Transaction,
  { clock, passcodes }: DecideDeps,
  { id: by }: Who,
  {
    id,
    kind,
    name,
    version,
    body: args,
    actAt,
    unconfirmed: clockWrong,
    retryOf,
    deviceId,
    personId,
    personName,
  }: Found,
  as: SettledAs,
): Promise<void> {
  const at = clock.now().toISOString()
  if (kind === 'command') {
    const who: Who = { id: personId, name: personName, permissions: [], scope: 'all', deviceId }
    const envelope = { id, name, version, args, actAt, retryOf, undoGroup: null }
    await logSettledIn(tx, [
      { submitted: { envelope, who, receivedAt: at, clockWrong, passcode: null }, refused: null },
    ])
  }
  await tx.execute(sql`update quarantine set settled_at = ${at}, settled_by = ${by}, settled_as = ${as}
    where id = ${id} and settled_at is null`)
  if (as === 'dismissed')
    await tx.execute(sql`update command_log set status = 'discarded' where id = ${id} and status = 'refused'`)
  await passcodes.erase(tx, [id])
}
