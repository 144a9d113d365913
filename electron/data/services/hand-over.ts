import { allPending, isToLog, standsWith } from '#db/outbox.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { Profile } from '../profile.ts'
import type { QuarantineClient } from '../sync/quarantine-client.ts'
import { listDrafts } from './drafts.ts'
import { passcodeBeside } from './local-passcodes.ts'

export type HandedOver = { readonly commands: number; readonly conflicts: number; readonly drafts: number }
type Items = Pick<HandOverRequest, 'commands' | 'givenUp' | 'conflicts' | 'drafts' | 'passcodes'>

/** Of each kind; all their passcodes are as many as the backend takes at once. */
const PAGE = 250

/**
 * Gives the backend everything of a revoked device that is nowhere else: what was not accepted, conflicts that nobody has answered,
 * and drafts. Whole or an error: only then may the file be wiped.
 */
export async function handOverAll(
  profile: Profile,
  client: QuarantineClient,
  proof: HandOverRequest['proof'],
): Promise<Result<HandedOver, AppError>> {
  const { commands, givenUp, conflicts, drafts, passcodes } = itemsOf(profile)
  const longest = Math.max(...[commands, givenUp, conflicts, drafts, passcodes].map(({ length }) => length))
  for (let from = 0; from < longest; from += PAGE) {
    const part = <T>(list: readonly T[]): T[] => list.slice(from, from + PAGE)
    const answer = await client.handOver({
      deviceId: profile.deviceId,
      proof,
      commands: part(commands),
      givenUp: part(givenUp),
      conflicts: part(conflicts),
      drafts: part(drafts),
      // A passcode is kept only together with its command.
      passcodes: passcodes.filter(({ commandId }) => idsIn(part(commands), part(conflicts)).has(commandId)),
    })
    if (!answer.ok) return answer
  }
  return ok({ commands: commands.length, conflicts: conflicts.length, drafts: drafts.length })
}

const idsIn = (commands: Items['commands'], conflicts: Items['conflicts']): ReadonlySet<string> =>
  new Set([...commands, ...conflicts.map(({ command }) => command)].map(({ id }) => id))

function itemsOf(profile: Profile): Items {
  const { db } = profile
  const unsettled = allPending(db).filter(({ status }) => status !== 'accepted')
  const pending = unsettled.filter((each) => !isToLog(each))
  const givenUp = unsettled.filter((each) => isToLog(each) && standsWith(db, each.envelope.id) === null)
  // What waits under a conflict and was refused as well: the log has it, and no supervisor would be shown it.
  const refused = pending.flatMap(({ spent, heldBy, envelope, caseId }) => {
    const error = spent && heldBy !== null ? standsWith(db, heldBy) : null
    return error === null ? [] : [{ command: envelope, error, caseId }]
  })
  const conflicts = [...listConflicts(db), ...refused]
  const isRefused = new Set(refused.map(({ command }) => command.id))
  const commands = pending.filter(({ envelope }) => !isRefused.has(envelope.id))
  const withCases = [...commands.map(({ envelope, caseId }) => ({ command: envelope, caseId })), ...conflicts]
  return {
    commands: commands.map(({ envelope }) => envelope),
    givenUp: givenUp.map(({ envelope }) => envelope),
    conflicts: conflicts.map(({ command, error }) => ({ command, error })),
    drafts: listDrafts(profile),
    passcodes: withCases.flatMap(({ command, caseId }) => {
      const passcode = passcodeBeside(profile, command.id)
      return passcode === null || caseId === null ? [] : [{ commandId: command.id, caseId, passcode }]
    }),
  }
}
