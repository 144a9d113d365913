import { listConflicts } from '#db/queries/conflicts.ts'
import { discardConflict, retryConflict } from '../services/resolve-conflict.ts'
import { own, toOutcome } from './base.ts'

export const conflicts = {
  list: own.conflicts.list.handler(({ context }) => listConflicts(context.signed.profile.db)),
  retry: own.conflicts.retry.handler(({ context: { signed, events }, input }) => {
    const result = retryConflict(signed.profile, input.commandId, input.args, input.passcode || null)
    events.emit({ kind: 'conflicts' })
    signed.engine.committed()
    return toOutcome(result)
  }),
  discard: own.conflicts.discard.handler(({ context: { signed, events }, input }) => {
    discardConflict(signed.profile, input.commandId)
    events.emit({ kind: 'conflicts' })
    signed.engine.committed()
    return {}
  }),
}
