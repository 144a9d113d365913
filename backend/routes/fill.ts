import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FillBegin, FillQuery } from '#shared/sync/wire.ts'
import { countRows, fillBatch, firstCursor, givesCases, isCursor } from '../services/fill.ts'
import { currentPosition } from '../services/pull.ts'
import { epochFor } from '../services/scope.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn } from './context.ts'
import { canRead, ReaderHeaders } from './pull.ts'

/** Few at first, so that a queue can be used at once; then as many as one query gives well. */
const [FIRST_CASES, MOST_CASES] = [100, 800]
/** What is written and not yet taken by the line: the database is asked no further. */
const WAITING_BYTES = 1024 * 1024

/**
 * Every row of the reader's scope as a stream. The database is asked piece by piece, as fast as the device takes them in, each
 * piece in a snapshot of its own and with a look at who still asks: what is older than a change is made good by the pull from
 * `start`, and no transaction waits for a slow line.
 */
export function fillRoute(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/fill',
    schema: {
      summary: 'Every row, from a cursor on, as lines of JSON',
      security: SIGNED_IN,
      headers: ReaderHeaders,
      querystring: FillQuery,
      produces: ['application/x-ndjson'],
      response: { 200: z.any(), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const { person } = await signedIn(context, request)
      canRead(request.headers['skranke-protocol'])
      const epoch = epochFor(context.epoch, person.scope)
      const { cursor } = request.query
      const start = await currentPosition(context.db)
      const begin: FillBegin = { epoch, serverTime: context.clock.now().toISOString(), start }
      const goesOn = request.query.epoch === epoch && isCursor(cursor)
      const lines = Readable.from(linesOf(context, request, begin, goesOn ? cursor : null), {
        objectMode: false,
        highWaterMark: WAITING_BYTES,
      })
      return reply.type('application/x-ndjson').header('cache-control', 'no-store').send(lines)
    },
  })
}

async function* linesOf(
  context: Context,
  request: FastifyRequest,
  begin: FillBegin,
  from: string | null,
): AsyncGenerator<string, void> {
  const { db } = context
  yield line(begin)
  let cases = from === null ? FIRST_CASES : MOST_CASES
  let uncounted = from === null
  for (let at = from ?? firstCursor(begin.start); ; ) {
    // Signed out, or another scope meanwhile: the device asks again, and is told what to do.
    const signed = await signedIn(context, request).catch(() => null)
    if (signed === null || epochFor(context.epoch, signed.person.scope) !== begin.epoch) return
    const { scope } = signed.person
    const batch = await fillBatch(db, scope, at, cases)
    for (const { lines, mark } of batch.pieces) yield `${lines}\n${line(mark)}`
    if (batch.done) return yield line({ done: true })
    const casesCame = givesCases(at)
    at = batch.next
    if (casesCame) cases = Math.min(MOST_CASES, cases * 2)
    if (casesCame && uncounted) {
      // Not before something can be done: counting a million rows takes a moment.
      uncounted = false
      yield line({ cursor: at, rows: 0, total: await countRows(db, scope) })
    }
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`
