import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SnapshotAnswer, SnapshotParams, SnapshotQuery } from '#shared/sync/wire.ts'
import { epochFor } from '../services/scope.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn } from './context.ts'
import { problem } from './problem.ts'
import { canRead, ReaderHeaders } from './pull.ts'

const CHUNK_BYTES = 1024 * 1024

/** The ready-made file of the reader's scope: what there is, and its bytes from any place on. */
export function snapshotRoutes(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/snapshot',
    schema: {
      summary: 'The ready-made file that a device may begin with',
      security: SIGNED_IN,
      headers: ReaderHeaders,
      querystring: SnapshotQuery,
      response: { 200: SnapshotAnswer, ...PROBLEMS },
    },
    handler: async (request) => {
      const { person } = await signedIn(context, request)
      canRead(request.headers['skranke-protocol'])
      const { schema, begun } = request.query
      return { snapshot: (await context.snapshots?.offer({ scope: person.scope, schema, begun })) ?? null }
    },
  })
  app.route({
    method: 'GET',
    url: '/v1/snapshot/:id',
    schema: {
      summary: 'The bytes of a ready-made file; with `Range: bytes=N-` from there on',
      security: SIGNED_IN,
      params: SnapshotParams,
      produces: ['application/octet-stream'],
      response: { '2xx': z.any(), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const { person } = await signedIn(context, request)
      const found = context.snapshots?.find(request.params.id, person.scope) ?? null
      if (found === null) throw problem('row.absent')
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
      if (from >= found.bytes) return reply.code(416).header('content-range', `bytes */${found.bytes}`).send()
      if (from > 0) reply.code(206).header('content-range', `bytes ${from}-${found.bytes - 1}/${found.bytes}`)
      reply.header('content-length', found.bytes - from).header('cache-control', 'no-store')
      const epoch = epochFor(context.epoch, person.scope)
      const bytes = Readable.from(bytesOf(context, request, epoch, found.path, from), { objectMode: false })
      return reply.type('application/octet-stream').send(bytes)
    },
  })
}

/** With a look at who still asks: signed out, or of another scope meanwhile, the line is cut. */
async function* bytesOf(context: Context, request: FastifyRequest, epoch: string, path: string, start: number) {
  const file = createReadStream(path, { start, highWaterMark: CHUNK_BYTES })
  for await (const chunk of file) {
    const signed = await signedIn(context, request).catch(() => null)
    if (signed === null || epochFor(context.epoch, signed.person.scope) !== epoch) throw problem('auth.required')
    yield chunk as Buffer
  }
}
