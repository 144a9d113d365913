import { PasscodeRequest, PasscodeResponse } from '#shared/sync/wire.ts'
import { answersTo } from '../services/deciding/command-log.ts'
import { decideCommands } from '../services/deciding/decide-commands.ts'
import { type App, type Context, PROBLEMS, sameDevice, SIGNED_IN, signedIn, whoOf } from './context.ts'
import { Problem, problem } from './problem.ts'

/** Shows a passcode once it is logged, for ever, who looked at it and when. @rule INTAKE-SECRET */
export function passcodeRoute(app: App, context: Context): void {
  app.route({
    method: 'POST',
    url: '/v1/passcode',
    schema: {
      summary: 'Reveal the passcode of a case',
      security: SIGNED_IN,
      body: PasscodeRequest,
      response: { 200: PasscodeResponse, ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const signed = await signedIn(context, request)
      const { commandId, caseId, deviceId, actAt } = request.body
      sameDevice(signed, deviceId)
      // One command is one look: an old one opens nothing again.
      if ((await answersTo(context.db, [commandId])).size > 0) throw problem('input.invalid', { field: 'commandId' })
      const envelope = {
        id: commandId.toLowerCase(),
        name: 'passcode.reveal',
        version: 1,
        args: { caseId },
        actAt,
        retryOf: null,
        undoGroup: null,
      }
      const receivedAt = context.clock.now().toISOString()
      const [outcome] = await decideCommands(context, [{ envelope, who: whoOf(signed), receivedAt, passcode: null }])
      if (outcome?.status !== 'accepted') throw outcome ? new Problem(outcome.error) : problem('server.failed')
      const passcode = await context.passcodes.reveal(context.db, caseId)
      if (passcode === null) throw problem('secret.none', { rule: 'INTAKE-SECRET' })
      return reply.header('cache-control', 'no-store').send({ passcode })
    },
  })
}
