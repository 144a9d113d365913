import { z } from 'zod'
import { currentPosition } from '../services/pull.ts'
import { createLiveTexts, createTeller } from '../services/live-texts.ts'
import { epochFor } from '../services/scope.ts'
import type { Limits } from '../limits.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn } from './context.ts'
import { tellReader } from './live-reader.ts'
import { Problem } from './problem.ts'

/**
 * Server-sent events: the position now, then each new one; a comment as heartbeat. The stream ends when the access token does, and
 * the device comes back with a new one; and soon after its person is signed out, the device revoked, or the scope another, since it
 * brings rows.
 */
export function liveRoute(app: App, context: Context, { heartbeatMs }: Pick<Limits, 'heartbeatMs'>): void {
  const texts = createLiveTexts(context.db)
  app.route({
    method: 'GET',
    url: '/v1/live',
    schema: {
      summary: 'Positions as they come, as server-sent events of `{ epoch, position }`',
      security: SIGNED_IN,
      produces: ['text/event-stream'],
      response: { 200: z.string(), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const { person } = await signedIn(context, request)
      const epoch = epochFor(context.epoch, person.scope)
      const stream = reply.hijack().raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })

      const write = tellReader(stream)
      const tell = createTeller(texts, { epoch, scope: person.scope, write })
      const unsubscribe = context.live.subscribe((position) => void tell(position))
      const heartbeat = setInterval(() => void look(), heartbeatMs)
      const close = (): void => {
        unsubscribe()
        clearInterval(heartbeat)
        stream.end()
      }
      const look = async (): Promise<void> => {
        if (await mayHear()) write(': still here\n\n')
        else close()
      }
      /** While the database is away nobody is told anything, and nobody is sent away. */
      const mayHear = async (): Promise<boolean> => {
        try {
          const signed = await signedIn(context, request)
          return epochFor(context.epoch, signed.person.scope) === epoch
        } catch (error) {
          return !(error instanceof Problem)
        }
      }
      stream.once('close', close)
      try {
        void tell(await currentPosition(context.db))
      } catch {
        close() // The device comes back when the database does.
      }
    },
  })
}
