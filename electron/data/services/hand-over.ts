import { allPending, isToLog, markSent, standsWith } from '#db/outbox.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { Profile } from '../profile.ts'
import type { QuarantineClient } from '../sync/quarantine-client.ts'
import { startEpoch } from '../sync/new-epoch.ts'
import { readSyncState } from '../sync/sync-state.ts'
import { listDrafts } from './drafts.ts'
import { passcodeBeside } from './local-passcodes.ts'

export type HandedOver = { readonly commands: number; readonly conflicts: number; readonly drafts: number }
type Items = Pick<HandOverRequest, 'commands' | 'givenUp' | 'conflicts' | 'drafts' | 'passcodes'>

/** Of each kind; all their passcodes are as many as the backend takes at once. */
const PAGE = 250

/**
 * Gives the backend everything of a revoked device that is nowhere else: what was not accepted, conflicts that nobody has answered,
 * and drafts, also what is saved meanwhile; where the backend was restored, what it had accepted too. Whole or an error: only then
 * may the file be wiped.
 */
export async function handOverAll(
  profile: Profile,
  client: QuarantineClient,
  proof: HandOverRequest['proof'],
): Promise<Result<HandedOver, AppError>> {
  const { db } = profile
  const told = new Set<string>()
  const toldOf = (kind: keyof Items): number => [...told].filter((key) => key.startsWith(`${kind} `)).length
  let { epoch } = readSyncState(db)
  for (let first = true; ; first = false) {
    const items = untold(itemsOf(profile), told)
    const { commands, givenUp, conflicts, drafts } = items
    if (!first && commands.length + givenUp.length + conflicts.length + drafts.length === 0)
      return ok({ commands: toldOf('commands'), conflicts: toldOf('conflicts'), drafts: toldOf('drafts') })
    takenAsSent(profile, commands)
    const answer = await client.handOver({ deviceId: profile.deviceId, proof, sentAt: profile.acts.now(), ...items })
    if (!answer.ok) return answer
    const { epoch: now = epoch } = answer.value
    if (epoch !== null && now !== epoch) {
      profile.events.rows(db.transaction(() => startEpoch(profile)))
      told.clear() // the backend that was told before is no more
    }
    epoch = now
    for (const key of keysOf(items)) told.add(key)
  }
}

/** From here on they may have arrived: taking one back is a new command, not its end without a trace. */
function takenAsSent({ db }: Profile, commands: Items['commands']): void {
  const ids = idsIn(commands, [])
  markSent(
    db,
    allPending(db).flatMap(({ ord, envelope }) => (ids.has(envelope.id) ? [ord] : [])),
  )
}

/** As much of what was not handed over yet as goes into one request. */
function untold(items: Items, told: ReadonlySet<string>): Items {
  const part = <T>(kind: keyof Items, list: readonly T[], idOf: (each: T) => string): T[] =>
    list.filter((each) => !told.has(`${kind} ${idOf(each)}`)).slice(0, PAGE)
  const commands = part('commands', items.commands, ({ id }) => id)
  const conflicts = part('conflicts', items.conflicts, ({ command }) => command.id)
  return {
    commands,
    givenUp: part('givenUp', items.givenUp, ({ id }) => id),
    conflicts,
    drafts: part('drafts', items.drafts, draftKey),
    // A passcode is kept only together with its command.
    passcodes: items.passcodes.filter(({ commandId }) => idsIn(commands, conflicts).has(commandId)),
  }
}

const draftKey = ({ id, changedAt }: Items['drafts'][number]): string => `${id} ${changedAt}`

const keysOf = ({ commands, givenUp, conflicts, drafts }: Items): string[] => [
  ...commands.map(({ id }) => `commands ${id}`),
  ...givenUp.map(({ id }) => `givenUp ${id}`),
  ...conflicts.map(({ command }) => `conflicts ${command.id}`),
  ...drafts.map((draft) => `drafts ${draftKey(draft)}`),
]

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
