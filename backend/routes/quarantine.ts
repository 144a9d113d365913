import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { HandOverRequest, HandOverResponse, QuarantineResponse, SettleRequest } from '#shared/sync/quarantine.ts'
import type { Signed } from '../services/people/sessions.ts'
import { createAttempts } from '../services/people/attempts.ts'
import { handOver } from '../services/quarantine/hand-over.ts'
import { adopt, dismiss, openItems } from '../services/quarantine/settle.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn, whoOf } from './context.ts'
import { Problem, problem } from './problem.ts'

/** 500 commands with long texts. */
const BODY_LIMIT = 16 * 1024 * 1024

/** What revoked devices hand over, and what people were not allowed to do: for a supervisor who sees everything. */
export function quarantineRoutes(app: App, context: Context): void {
  const attempts = createAttempts()
  const now = () => context.clock.now().toISOString()

  app.route({
    method: 'POST',
    url: '/v1/quarantine/hand-over',
    bodyLimit: BODY_LIMIT,
    schema: {
      summary: 'A revoked device hands over what it holds',
      body: HandOverRequest,
      response: { 200: HandOverResponse, ...PROBLEMS },
    },
    handler: async (request) => {
      const { db, passcodes, epoch } = context
      const result = await handOver({ db, passcodes, attempts, now, epoch }, request.body, request.ip)
      if (!result.ok) throw new Problem(result.error)
      return result.value
    },
  })

  app.route({
    method: 'GET',
    url: '/v1/quarantine',
    schema: {
      summary: 'What waits for a supervisor',
      security: SIGNED_IN,
      response: { 200: QuarantineResponse, ...PROBLEMS },
    },
    handler: async (request) => {
      supervising(await signedIn(context, request))
      return { items: await openItems(context.db) }
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/quarantine/settle',
    schema: {
      summary: 'Adopt a command as one’s own, or dismiss it',
      security: SIGNED_IN,
      body: SettleRequest,
      response: { 204: z.null(), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const signed = supervising(await signedIn(context, request))
      const { id, as } = request.body
      const result = await (as === 'adopted' ? adopt : dismiss)(context, whoOf(signed), id.toLowerCase())
      if (!result.ok) throw new Problem(result.error)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/devices/revoke',
    schema: {
      summary: 'Nothing but its handing over is taken from this device any more',
      security: SIGNED_IN,
      body: z.object({ deviceId: z.uuid() }),
      response: { 204: z.null(), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      supervising(await signedIn(context, request))
      const { deviceId } = request.body
      await context.db.execute(
        sql`update device set revoked_at = ${now()} where id = ${deviceId} and revoked_at is null`,
      )
      return reply.code(204).send(null)
    },
  })
}

/** Whoever supervises and sees every customer: these items are not sorted by scope. */
function supervising(signed: Signed): Signed {
  if (!whoOf(signed).permissions.includes('case.supervise'))
    throw problem('permission.denied', { facts: { permission: 'case.supervise' } })
  if (signed.person.scope !== 'all') throw problem('row.out-of-scope', { rule: 'MY-1' })
  return signed
}
