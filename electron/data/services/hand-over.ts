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

/** As many as the backend takes at once. */
const PAGE = 400

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
      passcodes: passcodes.filter(({ commandId }) => part(commands).some(({ id }) => id === commandId)),
    })
    if (!answer.ok) return answer
  }
  return ok({ commands: commands.length, conflicts: conflicts.length, drafts: drafts.length })
}

function itemsOf(profile: Profile): Items {
  const { db } = profile
  const unsettled = allPending(db).filter(({ status }) => status !== 'accepted')
  const pending = unsettled.filter((each) => !isToLog(each))
  const givenUp = unsettled.filter((each) => isToLog(each) && standsWith(db, each.envelope.id) === null)
  return {
    commands: pending.map(({ envelope }) => envelope),
    givenUp: givenUp.map(({ envelope }) => envelope),
    conflicts: listConflicts(db).map(({ command, error }) => ({ command, error })),
    drafts: listDrafts(profile),
    passcodes: pending.flatMap(({ envelope, caseId }) => {
      const passcode = passcodeBeside(profile, envelope.id)
      return passcode === null || caseId === null ? [] : [{ commandId: envelope.id, caseId, passcode }]
    }),
  }
}
