import { z } from 'zod'
import { PROTOCOL_VERSION, PullQuery, PullResponse } from '#shared/sync/wire.ts'
import { pull } from '../services/pull.ts'
import { type App, type Context, PROBLEMS, sendJson, SIGNED_IN, signedIn } from './context.ts'
import { problem } from './problem.ts'

/** The oldest version of the protocol whose devices still understand the rows of today. */
const OLDEST_READER = 1

/** A device says which version it speaks in this header; without it, the newest is taken. */
export const ReaderHeaders = z.object({ 'skranke-protocol': z.coerce.number().int().default(PROTOCOL_VERSION) })

export const understandsRows = (version: number): boolean => version >= OLDEST_READER

/** Who no longer understands the rows has to be updated first; what they have to send is taken all the same. */
export function canRead(version: number): void {
  if (!understandsRows(version)) throw problem('protocol.too-old', { facts: { version, oldest: OLDEST_READER } })
}

export function pullRoute(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/pull',
    schema: {
      summary: 'Rows that changed',
      security: SIGNED_IN,
      headers: ReaderHeaders,
      querystring: PullQuery,
      response: { 200: PullResponse, ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const { person } = await signedIn(context, request)
      canRead(request.headers['skranke-protocol'])
      const now = context.clock.now().toISOString()
      const page = await pull(context.db, context.epoch, person.scope, request.query, now)
      context.pulled?.(page.count)
      return sendJson(reply, page.json)
    },
  })
}
