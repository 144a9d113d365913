import { WITH_PASSCODE } from '#shared/domain/secret/passcode-beside.ts'
import { compiled } from '#shared/lib/compiled.ts'
import { type CommandEnvelope, PushRequest, PushResponse, type PushResult } from '#shared/sync/wire.ts'
import { logSettled, markGivenUp } from '../services/deciding/command-log.ts'
import { createGroupCommit } from '../services/deciding/group-commit.ts'
import { isClockWrong } from '../services/deciding/submitted.ts'
import { pageWritten, pull } from '../services/pull.ts'
import { epochFor } from '../services/scope.ts'
import { type App, type Context, PROBLEMS, sameDevice, sendJson, SIGNED_IN, signedIn, whoOf } from './context.ts'
import { understandsRows } from './pull.ts'

/** 500 commands with long texts. */
const BODY_LIMIT = 16 * 1024 * 1024

/** Accepts every version of the protocol: what a person did is never turned away for the age of the program. */
export function pushRoute(app: App, context: Context): void {
  const decide = createGroupCommit(context)
  app.route({
    method: 'POST',
    url: '/v1/push',
    bodyLimit: BODY_LIMIT,
    schema: {
      summary: 'Send commands',
      security: SIGNED_IN,
      body: compiled(PushRequest),
      response: { 200: PushResponse, ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const signed = await signedIn(context, request)
      sameDevice(signed, request.body.deviceId)
      const who = whoOf(signed)
      const receivedAt = context.clock.now().toISOString()
      const epoch = epochFor(context.epoch, who.scope)
      const { protocol, epoch: stood, pull: stands } = request.body
      if (stood !== undefined && stood !== epoch) return { epoch, serverTime: receivedAt, results: [] }
      const clockWrong = isClockWrong(request.body.sentAt, receivedAt)
      const passcodes = new Map(
        request.body.passcodes.map((beside) => [beside.commandId.toLowerCase(), beside.passcode]),
      )
      const submitted = (envelope: CommandEnvelope) => {
        const id = envelope.id.toLowerCase()
        const passcode = WITH_PASSCODE.includes(envelope.name) ? (passcodes.get(id) ?? null) : null
        return { envelope: { ...envelope, id }, who, receivedAt, clockWrong, passcode }
      }
      // First, so that what is tried again is in the log before its next try.
      await markGivenUp(context.db, request.body.discards, who.id)
      await logSettled(context.db, [
        ...request.body.givenUp.map((envelope) => ({ submitted: submitted(envelope), refused: null })),
        ...request.body.refused.map(({ command, error }) => ({ submitted: submitted(command), refused: error })),
      ])
      const { outcomes, written } = await decide(request.body.commands.map(submitted))
      const results = outcomes as PushResult[] // The same shape; only that the outcome may not be written to.
      const serverTime = context.clock.now().toISOString()
      const answer = JSON.stringify({ epoch, serverTime, results } satisfies PushResponse)
      if (stood === undefined || stands === undefined || !understandsRows(protocol)) return sendJson(reply, answer)
      const own = who.scope === 'all' && written !== null && written.rows.length < stands.limit ? written : null
      if (stands.own === true) {
        if (own === null) return sendJson(reply, answer)
        context.pulled?.(own.rows.length)
        const page = pageWritten(epoch, own, serverTime)
        return sendJson(reply, `${answer.slice(0, -1)},"from":${own.after},"page":${page.json}}`)
      }
      const page =
        own?.after === stands.after
          ? pageWritten(epoch, own, serverTime)
          : await pull(context.db, context.epoch, who.scope, { ...stands, epoch }, serverTime).catch(() => null)
      // The commands are answered for; what kept the rows from coming is heard by whoever pulls.
      if (page === null) return sendJson(reply, answer)
      context.pulled?.(page.count)
      return sendJson(reply, `${answer.slice(0, -1)},"page":${page.json}}`)
    },
  })
}
