import {
  addPending,
  giveUp,
  heldUnder,
  keepGivenUp,
  markHeld,
  type Pending,
  pendingById,
  removePending,
} from '#db/outbox.ts'
import { getConflict } from '#db/queries/conflicts.ts'
import { type AppError, appError } from '#shared/errors.ts'
import { err, type Result } from '#shared/lib/result.ts'
import { keepConflict } from '../sync/conflicts.ts'
import { heardAt } from '../sync/sync-state.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import { upcasted } from '#shared/domain/command/upcast.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { passcodeMissing } from '#shared/domain/secret/passcode-beside.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { localRef, takeNumber } from './case-numbers.ts'
import { applyPending } from './pending-effects.ts'
import { decideOnDevice } from './decide-on-device.ts'
import { erasePasscode, movePasscode, passcodeBeside } from './local-passcodes.ts'
import { commitCommand, inTransaction, type Submitted } from './submit-command.ts'
import { refreshExpects } from './refresh-expects.ts'

type Args = Record<string, unknown>

/**
 * Tries a refused command again under a new id, with what stands now as its base and the person's edits in it; what waited under
 * it follows. Refused again: the conflict stays as it is.
 * @param passcode typed anew, in place of the one that was kept
 */
export function retryConflict(
  profile: Profile,
  commandId: string,
  edits: unknown,
  passcode: string | null = null,
): Result<Submitted, AppError> {
  const { db } = profile
  const conflict = getConflict(db, commandId)
  if (conflict === null) return err(appError('row.absent', { facts: { table: 'conflict' } }))
  const { command, caseId } = conflict
  // Erased when its case closed, or taken by a backend that lost it: to be typed again, not to be said to be there.
  const missing = passcodeMissing(command.name, passcode ?? passcodeBeside(profile, command.id))
  if (missing !== null) return err(missing)
  const id = profile.newId()
  return inTransaction(profile, () => {
    const given = { ...(liftedArgs(command) as Args), ...(edits as Args | undefined) }
    const args = {
      ...refreshExpects(db, command.name, caseId, given),
      ...freshNumber(profile, command.name, conflict.error, caseId),
    }
    const held = heldUnder(db, command.id)
    const renamed =
      held.length === 0
        ? []
        : renamedIds(profile, { ...command, args: args as CommandEnvelope['args'], version: versionOf(command) }, id)
    const submitted = commitCommand(
      profile,
      { name: command.name, args, retryOf: command.id, undoGroup: command.undoGroup, passcode },
      id,
    )
    if (passcode === null) movePasscode(db, command.id, id)
    else erasePasscode(db, command.id)
    // Held by itself: a restored backend has not heard of it yet, and is told that it was answered.
    const isLogged = pendingById(db, command.id) === undefined
    if (isLogged) keepGivenUp(db, 'conflict', command.id, heardAt(profile))
    db.run('delete from conflict where id = ?', command.id)
    for (const pending of held) followUp(profile, pending, renamed, isLogged)
    return submitted
  })
}

/** As this version of the command takes them. */
function liftedArgs(envelope: CommandEnvelope): unknown {
  const command = commandOf(envelope.name)
  return command === undefined ? envelope.args : upcasted(command, envelope)
}

const versionOf = ({ name, version }: CommandEnvelope): number => commandOf(name)?.version ?? version

type Renamed = readonly (readonly [from: string, to: string])[]

/**
 * Ids that a decision makes follow from the command's id, so that under a new id they are others; what waited may name the old
 * ones. Found by deciding as if, with an eye on what is asked for.
 */
function renamedIds(profile: Profile, command: CommandEnvelope, id: string): Renamed {
  const [was, is] = [idsOf(command.id), idsOf(id)]
  const names = new Set<string>()
  decideOnDevice(profile, { ...command, id }, (name) => {
    names.add(name)
    return is(name)
  })
  return [...names].map((name) => [was(name), is(name)] as const)
}

/** A number that was refused is not tried again. @rule SOS-9 */
function freshNumber({ db }: Profile, name: string, error: AppError, caseId: string | null): Args {
  if (name !== 'case.register' || caseId === null || !error.code.startsWith('case-number.')) return {}
  const number = takeNumber(db)
  return { number, localRef: number === null ? localRef(caseId) : null }
}

/**
 * What waited goes on as a command made now: under its own id, or a new one where the backend has refused that. Refused here too, it
 * is a conflict of its own; but the backend refuses what it has never seen, so that its log has the input, whatever becomes of it.
 * @param isLogged the backend has those that it refused in its log; otherwise it is told of them
 */
function followUp(profile: Profile, held: Pending, renamed: Renamed, isLogged: boolean): void {
  const { db } = profile
  const { envelope } = held
  const text = renamed.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(liftedArgs(envelope)))
  const args = JSON.parse(text) as CommandEnvelope['args']
  const id = held.spent ? profile.newId() : envelope.id
  const decision = decideOnDevice(profile, { ...envelope, id, args, version: versionOf(envelope) })
  const isRefused = decision.kind === 'refused' || decision.kind === 'crashed'
  // One that stands as a conflict is kept there.
  if (held.spent && isLogged && !isRefused) keepGivenUp(db, 'outbox', envelope.id, heardAt(profile))
  if (held.spent && !isLogged) markHeld(db, held.ord, envelope.id, true)
  else removePending(db, held.ord)
  if (isRefused) {
    if (held.spent) keepConflict(profile, held, decision.error, nowIso(profile))
    else
      applyPending(
        profile,
        addPending(db, { ...envelope, args, version: versionOf(envelope), ...actNow(profile) }, held.caseId),
      )
    return
  }
  const retryOf = held.spent ? envelope.id : envelope.retryOf
  commitCommand(profile, { name: envelope.name, args, undoGroup: envelope.undoGroup, retryOf }, id)
  if (held.spent) movePasscode(db, envelope.id, id)
}

const nowIso = ({ clock }: Profile): string => new Date(clock.nowMs()).toISOString()

const actNow = ({ acts }: Profile): Pick<CommandEnvelope, 'actAt' | 'skewMs'> => ({
  actAt: acts.next(),
  skewMs: acts.skewMs(),
})

/** The other side stands: the command and what waited under it are given up; the backend's log keeps that they were. */
export function discardConflict(profile: Profile, commandId: string): void {
  const { db, events } = profile
  const conflict = getConflict(db, commandId)
  if (conflict === null) return
  db.transaction(() => {
    for (const id of [commandId, ...heldUnder(db, commandId).map(({ envelope }) => envelope.id)]) erasePasscode(db, id)
    giveUp(db, commandId)
  })
  events.rows({ tables: ['serviceCase'], caseIds: conflict.caseId === null ? [] : [conflict.caseId] })
}
