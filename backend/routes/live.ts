import { z } from 'zod'
import { currentPosition } from '../services/pull.ts'
import { createLiveTexts, createTeller } from '../services/live-texts.ts'
import { epochFor } from '../services/scope.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn } from './context.ts'

const HEARTBEAT_MS = 15_000

/**
 * Server-sent events: the position now, then each new one; a comment as heartbeat. The stream ends when the access token does, and
 * the device comes back with a new one.
 */
export function liveRoute(app: App, context: Context): void {
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
      const { person, expiresAt } = await signedIn(context, request)
      const stream = reply.hijack().raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })

      const write = (text: string): void => void stream.write(text)
      const tell = createTeller(texts, { epoch: epochFor(context.epoch, person.scope), scope: person.scope, write })
      const unsubscribe = context.live.subscribe((position) => void tell(position))
      const heartbeat = setInterval(() => {
        if (context.clock.now().toISOString() >= expiresAt) stream.end()
        else stream.write(': still here\n\n')
      }, HEARTBEAT_MS)
      stream.once('close', () => {
        unsubscribe()
        clearInterval(heartbeat)
      })
      try {
        void tell(await currentPosition(context.db))
      } catch {
        stream.end() // The device comes back when the database does.
      }
    },
  })
}
