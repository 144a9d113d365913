import { addPending, keepAnswered, markHeld, type Pending, removePending } from '#db/outbox.ts'
import { settledBy } from '#db/queries/approved.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import { upcasted } from '#shared/domain/command/upcast.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { appError } from '#shared/errors.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { keepConflict } from '../sync/conflicts.ts'
import { heardAt } from '../sync/sync-state.ts'
import { decideOnDevice, type LocalDecision } from './decide-on-device.ts'
import { movePasscode } from './local-passcodes.ts'
import { applyPending } from './pending-effects.ts'
import { commitCommand, madeNow } from './submit-command.ts'

/** Ids that a decision makes follow from the command's id, so that under a new id they are others; what waited may name the old ones. */
type Renamed = readonly (readonly [from: string, to: string])[]

type How = {
  readonly renamed: Renamed
  /** The backend has those that it refused in its log; otherwise it is told of them. */
  readonly isLogged: boolean
  /** A person answers for them now; otherwise they are as of when they were made. */
  readonly actIsNow: boolean
}

/**
 * What waited under a conflict goes on, in order: each under its own id, or a new one where the backend has refused that. Refused
 * here too, or dismissed by a supervisor, it is a conflict of its own; but the backend refuses what it has never seen, so that its log
 * has the input, whatever becomes of it. The caller holds the transaction.
 */
export function goOn(profile: Profile, held: readonly Pending[], { renamed: first, isLogged, actIsNow }: How): void {
  const { db } = profile
  const renamed = [...first]
  for (const pending of held) {
    const { ord, envelope, caseId, spent } = pending
    const text = renamed.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(liftedArgs(envelope)))
    const now = madeNow(profile)
    const next: CommandEnvelope = {
      ...envelope,
      ...(actIsNow && now),
      id: spent ? now.id : envelope.id,
      args: JSON.parse(text) as CommandEnvelope['args'],
      version: versionOf(envelope),
      retryOf: spent ? envelope.id : envelope.retryOf,
    }
    const dismissed = spent && settledBy(db, envelope.id, caseId)?.as === 'dismissed'
    const tried = dismissed ? denied(envelope) : decideRenamed(profile, next, envelope.id)
    const { decision } = tried
    const isRefused = decision.kind === 'refused' || decision.kind === 'crashed'
    // One that stands as a conflict is kept there.
    if (spent && isLogged && !isRefused) keepAnswered(db, 'outbox', envelope.id, heardAt(profile), 'given up')
    if (spent && !isLogged) markHeld(db, ord, envelope.id, true)
    else removePending(db, ord)
    if (isRefused && spent) keepConflict(profile, pending, decision.error, nowIso(profile))
    else if (isRefused) applyPending(profile, addPending(db, next, caseId))
    else commitCommand(profile, next, next)
    if (isRefused || !spent) continue
    movePasscode(db, envelope.id, next.id)
    renamed.push(...tried.renamed)
  }
}

/** What its maker was not allowed to do is theirs to choose about when nobody else will do it either. */
const denied = ({ name }: CommandEnvelope): Tried => ({
  decision: {
    kind: 'refused',
    error: appError('permission.denied', { facts: { permission: commandOf(name)?.permission ?? name } }),
    reads: [],
  },
  renamed: [],
})

type Tried = { readonly decision: LocalDecision; readonly renamed: Renamed }

/** Decides as if, with an eye on the ids that it makes: what they were under another id of the command. */
export function decideRenamed(profile: Profile, command: CommandEnvelope, wasId: string): Tried {
  const [was, is] = [idsOf(wasId), idsOf(command.id)]
  const names = new Set<string>()
  const decision = decideOnDevice(profile, command, (name) => {
    names.add(name)
    return is(name)
  })
  return { decision, renamed: [...names].map((name) => [was(name), is(name)] as const) }
}

/** As this version of the command takes them. */
export function liftedArgs(envelope: CommandEnvelope): unknown {
  const command = commandOf(envelope.name)
  return command === undefined ? envelope.args : upcasted(command, envelope)
}

export const versionOf = ({ name, version }: CommandEnvelope): number => commandOf(name)?.version ?? version

const nowIso = ({ clock }: Profile): string => new Date(clock.nowMs()).toISOString()
