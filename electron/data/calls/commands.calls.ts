import { inTurns } from '../lib/in-turns.ts'
import { registerCase } from '../services/register-case.ts'
import { submitCommand } from '../services/submit-command.ts'
import { submitMany } from '../services/submit-many.ts'
import { undoCommand } from '../services/undo-command.ts'
import { own, type Signed, toOutcome } from './base.ts'

/** Sends what was committed, and hands the answer on. */
function sent<T extends { ok: boolean }>({ engine }: Signed, result: T): T {
  if (result.ok) engine.committed()
  return result
}

export const commands = {
  submit: own.commands.submit.handler(({ context: { signed }, input }) =>
    toOutcome(sent(signed, submitCommand(signed.profile, input))),
  ),
  submitMany: own.commands.submitMany.handler(async ({ context: { signed }, input: { items, undoGroup } }) => {
    const results = await inTurns(submitMany(signed.profile, items, undoGroup))
    signed.engine.committed()
    return results.map(toOutcome)
  }),
  register: own.commands.register.handler(({ context: { signed }, input }) =>
    toOutcome(
      sent(signed, registerCase(signed.profile, (input.args ?? {}) as Record<string, unknown>, input.passcode)),
    ),
  ),
  undo: own.commands.undo.handler(({ context: { signed }, input }) =>
    toOutcome(sent(signed, undoCommand(signed.profile, input.commandId))),
  ),
}
