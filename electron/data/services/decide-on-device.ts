import { readRange, readRow } from '#db/rows.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { type Decision, decideWith, idsOf } from '#shared/domain/command/decide.ts'
import { isClockTrusted } from '#shared/domain/command/clock-trust.ts'
import type { Read, ReadAnswer } from '#shared/domain/command/read.ts'
import { rowKey } from '#shared/domain/tables.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import { actorOf, type Profile } from '../profile.ts'
import { allLeases } from './case-numbers.ts'

/** Like {@link Decision}, or the handler's crash: a bug that must not stop the commands around it. */
export type LocalDecision =
  | Decision
  | { readonly kind: 'crashed'; readonly error: AppError; readonly reads: readonly string[] }

/**
 * Decides with the rows on this device. A row that is not here is "absent" once the first fill is complete; before, or when it
 * left the person's scope, it may be elsewhere, and then only the backend can decide.
 * @param known answers what the caller has read already, in the same transaction
 */
export function decideOnDevice(
  profile: Profile,
  envelope: CommandEnvelope,
  id: (name: string) => string = idsOf(envelope.id),
  known: (read: Read) => ReadAnswer | undefined = () => undefined,
): LocalDecision {
  const command = commandOf(envelope.name)
  if (command === undefined)
    return { kind: 'refused', error: appError('command.unknown', { facts: { name: envelope.name } }), reads: [] }
  profile.decisions += 1
  const context = {
    commandId: envelope.id,
    actor: actorOf(profile),
    actAt: envelope.actAt,
    // The receipt is not known yet; the backend counts from it.
    unconfirmed: isClockTrusted(envelope.skewMs) ? undefined : { startsAt: envelope.actAt },
    decidedAt: null,
    leases: allLeases(profile.db),
    spareNumber: null,
    id,
  }
  const own = envelope.name === 'case.register' ? (envelope.args as { caseId?: string }).caseId : undefined
  try {
    return decideWith(command, envelope, context, (read) => known(read) ?? answer(profile, read, own))
  } catch (error) {
    const problem = error instanceof Error ? error.name : 'unknown'
    return {
      kind: 'crashed',
      error: appError('command.crashed', { facts: { name: envelope.name, problem } }),
      reads: [],
    }
  }
}

/** `own`: the id of the case that the command itself makes; nobody else has it. */
function answer({ db }: Profile, read: Read, own: string | undefined): ReadAnswer {
  if ('by' in read) {
    const rows = readRange(db, read.table, read.by, read.value)
    return { rows, elsewhere: !isFilled(db) && !isWhole(db, read.by, read.value) }
  }
  const row = readRow(db, read.table, read.id)
  if (row !== undefined) return { rows: [row], elsewhere: false }
  if (read.id === own) return { rows: [], elsewhere: false }
  const gone = db.value('select 1 from gone_row where key = ?', rowKey(read.table, read.id)) !== undefined
  return { rows: [], elsewhere: gone || !isFilled(db) }
}

/**
 * While a first fill is under way: a case that is here has all its history with it, and a number of the device's own lease is on no
 * case elsewhere.
 */
const isWhole = (db: Profile['db'], by: 'caseId' | 'number', value: string | number): boolean =>
  (by === 'caseId'
    ? db.value('select 1 from service_case where id = ?', value)
    : db.value('select 1 from lease where first <= ? and last >= ?', value, value)) !== undefined

const isFilled = (db: Profile['db']): boolean => db.value<number>('select filled from sync_state where one = 1') === 1
