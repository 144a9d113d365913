import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import { ErrorBody } from '#shared/sync/wire.ts'
import type { DecideDeps } from '../services/deciding/decide-commands.ts'
import type { Who } from '../services/deciding/submitted.ts'
import type { Live } from '../services/live.ts'
import type { Sessions, Signed } from '../services/people/sessions.ts'
import type { Snapshots } from '../snapshot/snapshots.ts'
import { Problem, problem } from './problem.ts'

/** What the routes work with. */
export type Context = DecideDeps & {
  readonly epoch: string
  readonly sessions: Sessions
  readonly live: Live
  /** Told how many rows an answer brings. */
  readonly pulled?: ((rows: number) => void) | undefined
  /** Absent on a node that makes none. */
  readonly snapshots?: Snapshots | undefined
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** Answers that any route may give, for the OpenAPI document. */
export const PROBLEMS = { '4xx': ErrorBody, '5xx': ErrorBody } as const
export const SIGNED_IN = [{ bearer: [] }] as const

/** Who the request comes from, or an answer that says why it is not known. */
export async function signedIn({ sessions }: Context, request: FastifyRequest): Promise<Signed> {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw problem('auth.required')
  const result = await sessions.authenticate(token)
  if (!result.ok) throw new Problem(result.error)
  return result.value
}

/** A device speaks for itself only. */
export function sameDevice(signed: Signed, deviceId: string): void {
  if (signed.deviceId !== deviceId.toLowerCase()) throw problem('input.invalid', { field: 'deviceId' })
}

export const whoOf = ({ person, deviceId }: Signed): Who => ({
  id: person.id,
  name: person.name,
  permissions: PERMISSIONS_OF[person.role],
  scope: person.scope,
  deviceId,
})

/** Answers with JSON that is written already; what a schema would say of it holds by the way it was made. */
export const sendJson = (reply: Pick<FastifyReply, 'type'>, json: string): FastifyReply =>
  reply.type('application/json').send(json)
