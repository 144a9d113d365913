import type { CommandEnvelope, Refused } from '#shared/sync/wire.ts'
import type { AppError } from '#shared/errors.ts'
import { readKeysOf } from '#shared/domain/command/read.ts'
import { type RowKey, rowKey } from '#shared/domain/tables.ts'
import type { PendingIndex } from '#shared/sync/rebase.ts'
import type { ReadDb, WriteDb } from './client.ts'
import type { Written } from './apply.ts'
import { approvalEntry } from './queries/approved.ts'
import { MADE, READ, WROTE, WROTE_IN } from './touch-kinds.ts'

/** Commands that the backend has not confirmed, and the names they have to do with. The states are drawn in `schema/sync.ts`. */
export type PendingStatus = 'queued' | 'sent' | 'accepted' | 'held'

export type Pending = {
  readonly ord: number
  readonly envelope: CommandEnvelope
  readonly caseId: string | null
  readonly status: PendingStatus
  readonly heldBy: string | null
  readonly spent: boolean
  readonly position: number | null
  readonly refusal: AppError | null
  readonly crashes: number
}

type EnvelopeColumns = {
  id: string
  name: string
  version: number
  args: string
  actAt: string
  skewMs: number | null
  retryOf: string | null
  undoGroup: string | null
}
export const ENVELOPE_COLUMNS =
  'id, name, version, args, act_at as actAt, skew_ms as skewMs, retry_of as retryOf, undo_group as undoGroup' as const

export const toEnvelope = (row: EnvelopeColumns): CommandEnvelope => ({
  id: row.id,
  name: row.name,
  version: row.version,
  args: JSON.parse(row.args) as CommandEnvelope['args'],
  actAt: row.actAt,
  skewMs: row.skewMs,
  retryOf: row.retryOf,
  undoGroup: row.undoGroup,
})

type OutboxColumns = EnvelopeColumns & {
  ord: number
  caseId: string | null
  status: PendingStatus
  heldBy: string | null
  spent: number
  position: number | null
  refusal: string | null
  crashes: number
}
const COLUMNS = `ord, ${ENVELOPE_COLUMNS}, case_id as caseId, status, held_by as heldBy, spent, position, refusal, crashes`

const toPending = (row: OutboxColumns): Pending => ({
  ord: row.ord,
  envelope: toEnvelope(row),
  caseId: row.caseId,
  status: row.status,
  heldBy: row.heldBy,
  spent: row.spent === 1,
  position: row.position,
  refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as AppError),
  crashes: row.crashes,
})

/** Gives a command the last place. */
export function takePlace(
  db: WriteDb,
  envelope: CommandEnvelope,
  caseId: string | null,
  touches: readonly Touch[] = [],
): number {
  const ord = db.value<number>(
    `insert into outbox (id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, status, touches)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?) returning ord`,
    envelope.id,
    envelope.name,
    envelope.version,
    JSON.stringify(envelope.args),
    envelope.actAt,
    envelope.skewMs ?? null,
    envelope.retryOf,
    envelope.undoGroup,
    caseId,
    JSON.stringify(touches),
  )
  if (ord === undefined) throw new Error('the outbox gave no place')
  return ord
}

/** Adds a command at the end. */
export function addPending(db: WriteDb, envelope: CommandEnvelope, caseId: string | null): Pending {
  return {
    ord: takePlace(db, envelope, caseId),
    envelope,
    caseId,
    status: 'queued',
    heldBy: null,
    spent: false,
    position: null,
    refusal: null,
    crashes: 0,
  }
}

const one = (db: ReadDb, where: string, value: string | number): Pending | undefined => {
  const row = db.get<OutboxColumns>(`select ${COLUMNS} from outbox where ${where}`, value)
  return row === undefined ? undefined : toPending(row)
}
export const pendingAt = (db: ReadDb, ord: number): Pending | undefined => one(db, 'ord = ?', ord)
export const pendingById = (db: ReadDb, id: string): Pending | undefined => one(db, 'id = ?', id)

/** The next to send, in the order they were made. */
export const toSend = (db: ReadDb, limit: number): Pending[] =>
  db
    .all<OutboxColumns>(
      `select ${COLUMNS} from outbox indexed by outbox_to_send
       where status in ('queued', 'sent') order by ord limit ?`,
      limit,
    )
    .map(toPending)

/** Every pending command, in order; for an export, a new epoch and tests. */
export const allPending = (db: ReadDb): Pending[] =>
  db.all<OutboxColumns>(`select ${COLUMNS} from outbox order by ord`).map(toPending)

/** Commands that nothing is remembered of: taken back before the tables changed shape. */
export const undecided = (db: ReadDb): Pending[] =>
  db
    .all<OutboxColumns>(`select ${COLUMNS} from outbox where touches = '[]' and status <> 'held' order by ord`)
    .map(toPending)

/** Accepted commands whose rows have come once everything up to `position` is here. */
export const settledBy = (db: ReadDb, position: number): number[] =>
  db
    .all<{ ord: number }>(
      `select ord from outbox indexed by outbox_accepted where status = 'accepted' and position <= ? order by ord`,
      position,
    )
    .map((row) => row.ord)

export const heldUnder = (db: ReadDb, id: string): Pending[] =>
  db
    .all<OutboxColumns>(`select ${COLUMNS} from outbox where held_by = ? and id <> held_by order by ord`, id)
    .map(toPending)

const KEPT = 'ord, id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id'

/** A refused command and what waits under it are given up: each held by itself, in its old place, until the backend has logged it. */
export function giveUp(db: WriteDb, id: string): void {
  db.run('update outbox set held_by = id where held_by = ?', id)
  tellOf(db, id)
  db.run('delete from conflict where id = ?', id)
}

/** The backend may know nothing of a refused command, or of any (`id` null): each held by itself, in its old place, until it does. */
export function tellOf(db: WriteDb, id: string | null): void {
  db.run(
    `insert or ignore into outbox (${KEPT}, status, held_by, spent)
     select ${KEPT}, 'held', id, 1 from conflict where ? is null or id = ?`,
    id,
    id,
  )
}

/** Whether nothing is left to do for a command but to have the backend log it. */
export const isToLog = ({ heldBy, envelope }: Pending): boolean => heldBy === envelope.id

/** Why a command was refused that nobody has answered yet; null where it is no conflict (any more). */
export function standsWith(db: ReadDb, id: string): Refused['error'] | null {
  const error = db.value<string>('select error from conflict where id = ?', id)
  return error === undefined ? null : (JSON.parse(error) as Refused['error'])
}

/**
 * Kept for a backend that is restored from a backup from before: `given up`, the backend has it in its log and is never to decide it
 * (again); `done`, it hears of it again.
 */
export function keepAnswered(
  db: WriteDb,
  from: 'conflict' | 'outbox',
  id: string,
  at: string,
  as: 'given up' | 'done',
): void {
  db.run(
    `insert or replace into acknowledged (${KEPT}, acknowledged_at, given_up) select ${KEPT}, ?, ? from ${from} where id = ?`,
    at,
    as === 'done' ? 0 : 1,
    id,
  )
}

/** What the backend's log is to be told of: as refused while it stands as a conflict, as given up otherwise. */
export const toLog = (db: ReadDb, limit: number): Pending[] =>
  db
    .all<OutboxColumns>(
      `select ${COLUMNS} from outbox indexed by outbox_held where held_by is not null and held_by = id order by ord limit ?`,
      limit,
    )
    .map(toPending)

/** Unsent commands that were made together. */
export const queuedInGroup = (db: ReadDb, undoGroup: string): Pending[] =>
  db
    .all<OutboxColumns>(
      `select ${COLUMNS} from outbox where undo_group = ? and status = 'queued' order by ord`,
      undoGroup,
    )
    .map(toPending)

/** Commands that were made together and may have arrived. */
export const sentInGroup = (db: ReadDb, undoGroup: string): Pending[] =>
  db
    .all<OutboxColumns>(
      `select ${COLUMNS} from outbox where undo_group = ? and status in ('sent', 'accepted') order by ord`,
      undoGroup,
    )
    .map(toPending)

/** Acknowledged commands of this device that are still kept, by their id or their group; not what a supervisor did in their place. */
export const acknowledgedLike = (db: ReadDb, by: 'id' | 'undo_group', value: string): CommandEnvelope[] =>
  db
    .all<EnvelopeColumns>(
      `select ${ENVELOPE_COLUMNS} from acknowledged a
       where ${by} = ? and given_up = 0 and not exists (select 1 ${approvalEntry('a.id', 'a.case_id')}) order by ord`,
      value,
    )
    .map(toEnvelope)

export const removePending = (db: WriteDb, ord: number): void => {
  const touches = db.value<string>('delete from outbox where ord = ? returning touches', ord)
  if (touches !== undefined) forgetNames(db, ord, JSON.parse(touches) as Touch[])
}

/** Takes out what is settled: as {@link removePending} does one by one. */
export const removeSettled = (db: WriteDb, ords: readonly number[]): void => {
  const given = JSON.stringify(ords)
  db.run(
    `delete from touch where (name, ord) in (select t.value ->> 0, o.ord from outbox o, json_each(o.touches) t
       where o.ord in (select value from json_each(?)))`,
    given,
  )
  db.run('delete from outbox where ord in (select value from json_each(?))', given)
}

export const markSent = (db: WriteDb, ords: readonly number[]): void => {
  const given = JSON.stringify(ords)
  db.run(`update outbox set status = 'sent' where ord in (select value from json_each(?)) and status = 'queued'`, given)
}
export const markAccepted = (db: WriteDb, accepted: readonly { id: string; position: number }[]): void => {
  db.run(
    `update outbox set status = 'accepted', position = a.value ->> 'position', held_by = null
     from json_each(?) a where outbox.id = a.value ->> 'id'`,
    JSON.stringify(accepted),
  )
}
export const markHeld = (db: WriteDb, ord: number, heldBy: string, spent: boolean): void => {
  db.run(
    `update outbox set status = 'held', held_by = ?, spent = max(spent, ?) where ord = ?`,
    heldBy,
    spent ? 1 : 0,
    ord,
  )
}
export const markRefusal = (db: WriteDb, ord: number, refusal: AppError | null): void => {
  db.run('update outbox set refusal = ? where ord = ?', refusal === null ? null : JSON.stringify(refusal), ord)
}
/** Counts a crash of the command's handler; answers how many there have been. */
export const countCrash = (db: WriteDb, ord: number): number =>
  db.value<number>('update outbox set crashes = crashes + 1 where ord = ? returning crashes', ord) ?? 0

/** A name and what a command had to do with it; see `schema/sync.ts`. */
export type Touch = readonly [name: string, kind: number]

/** What a decision read and wrote, by name. */
export function touchesBy(reads: readonly string[], written: readonly Written[]): Touch[] {
  const kinds = new Map<string, number>()
  const add = (name: string, kind: number): void => void kinds.set(name, (kinds.get(name) ?? 0) | kind)
  for (const name of reads) add(name, READ)
  for (const { table, row, made } of written) {
    const own = rowKey(table, row.id)
    add(own, made ? WROTE | MADE : WROTE)
    for (const name of readKeysOf(table, row)) if (name !== own) add(name, WROTE_IN)
  }
  return [...kinds]
}

/** Remembers what a decision read and wrote. What was remembered of an earlier decision has to be forgotten first. */
export function keepTouches(db: WriteDb, ord: number, reads: readonly string[], written: readonly Written[]): void {
  const touches = JSON.stringify(touchesBy(reads, written))
  db.run(`insert into touch (name, ord, kind) select value ->> 0, ?, value ->> 1 from json_each(?)`, ord, touches)
  db.run('update outbox set touches = ? where ord = ?', touches, ord)
}

export function touchesOf(db: ReadDb, ord: number): readonly Touch[] {
  const found = db.value<string>('select touches from outbox where ord = ?', ord)
  return found === undefined ? [] : (JSON.parse(found) as Touch[])
}

const touchesOfAll = (db: ReadDb, ords: readonly number[]): [ord: number, touches: readonly Touch[]][] =>
  db
    .all<{ ord: number; touches: string }>(
      'select ord, touches from outbox where ord in (select value from json_each(?))',
      JSON.stringify(ords),
    )
    .map(({ ord, touches }) => [ord, JSON.parse(touches) as Touch[]])

export function forgetTouches(db: WriteDb, ord: number): void {
  const touches = touchesOf(db, ord)
  if (touches.length === 0) return
  forgetNames(db, ord, touches)
  db.run(`update outbox set touches = '[]' where ord = ?`, ord)
}

function forgetNames(db: WriteDb, ord: number, touches: readonly Touch[]): void {
  for (const [name] of touches) db.run('delete from touch where name = ? and ord = ?', name, ord)
}

/** Keys of the rows that a command wrote. */
export const writtenBy = (db: ReadDb, ord: number): RowKey[] => rowsIn(touchesOf(db, ord))

const rowsIn = (touches: readonly Touch[]): RowKey[] =>
  touches.flatMap(([name, kind]) => ((kind & WROTE) === 0 ? [] : [name as RowKey]))

/** A pending command wrote this row. */
export const isRowPending = (db: ReadDb, key: RowKey): boolean =>
  db.value(`select 1 from touch where name = ? and kind & ${WROTE} limit 1`, key) !== undefined

/**
 * How {@link planRebase} looks pending commands up.
 * @param unchanged nothing is written while it is used: what has been read once is not read again. Of these it is read at once.
 */
export function pendingIndex(db: ReadDb, unchanged?: readonly number[]): PendingIndex {
  const read = new Map<number, readonly Touch[]>(unchanged === undefined ? [] : touchesOfAll(db, unchanged))
  const touches = (ord: number): readonly Touch[] => {
    const known = read.get(ord)
    if (known !== undefined) return known
    const found = touchesOf(db, ord)
    if (unchanged !== undefined) read.set(ord, found)
    return found
  }
  return {
    touching: (names) =>
      db
        .all<{ ord: number }>(
          'select distinct ord from touch where name in (select value from json_each(?))',
          JSON.stringify(names),
        )
        .map((row) => row.ord),
    writes: (ord) => rowsIn(touches(ord)),
    readNames: (ord) => touches(ord).flatMap(([name, kind]) => ((kind & (WROTE | WROTE_IN)) === 0 ? [] : [name])),
  }
}

export const hasPending = (db: ReadDb): boolean => db.value('select 1 from outbox limit 1') !== undefined

/** Whether something was accepted whose rows have not come. */
export const awaitsRows = (db: ReadDb): boolean =>
  db.value(`select 1 from outbox indexed by outbox_accepted where status = 'accepted' limit 1`) !== undefined

/** Commands that were sent whose answer was not heard: the backend may have accepted them. */
export const countUnheard = (db: ReadDb): number =>
  db.value<number>(
    `select count(*) from outbox indexed by outbox_to_send where status in ('queued', 'sent') and status = 'sent'`,
  ) ?? 0

/** Commands that the backend has not confirmed and that do not wait under a conflict. */
export const countWaiting = (db: ReadDb): number =>
  db.value<number>(`select count(*) from outbox where status <> 'held'`) ?? 0
