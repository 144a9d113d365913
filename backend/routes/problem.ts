import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type AppError, appError, type ErrorCode } from '#shared/errors.ts'
import { failureOf } from '../database/failure.ts'

/** An expected failure on its way to the one place that answers it. */
export class Problem extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code)
    this.error = error
  }
}

/** "Come again": after some seconds, because there is too much to do here (503) or too much came from you (429). */
export class Busy extends Problem {
  readonly status: 429 | 503
  readonly afterSeconds: number
  constructor(status: 429 | 503, afterSeconds: number) {
    super(appError('server.busy', { facts: { afterSeconds } }))
    this.status = status
    this.afterSeconds = afterSeconds
  }
}

/** Seconds until a device comes again; devices add a jitter of their own. */
export const COME_AGAIN_S = 2

export const problem = (code: ErrorCode, more: Parameters<typeof appError>[1] = {}): Problem =>
  new Problem(appError(code, more))

const STATUS: Partial<Record<ErrorCode, number>> = {
  'auth.wrong': 401,
  'auth.required': 401,
  'auth.expired': 401,
  'auth.cancelled': 401,
  'auth.unknown-person': 403,
  'auth.provider': 502,
  'permission.denied': 403,
  'device.revoked': 403,
  'row.out-of-scope': 403,
  'row.absent': 404,
  'secret.none': 404,
  'protocol.too-old': 426,
  'server.busy': 429,
  'server.failed': 500,
}
const statusOf = (code: ErrorCode): number => STATUS[code] ?? (code.startsWith('input.') ? 400 : 409)

/** Every answer that is not 2xx has the one shape `ErrorBody`. What we did not expect is logged and says nothing about itself. */
export function answerProblem(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, body } = toAnswer(error)
  if (body.code === 'server.busy') reply.header('retry-after', String(body.facts?.['afterSeconds'] ?? COME_AGAIN_S))
  if (status >= 500 && !(error instanceof Problem))
    request.log.error({ name: error.name, at: framesOf(error), url: request.routeOptions.url }, 'a request failed')
  return reply.code(status).send({ error: body })
}

function toAnswer(error: FastifyError | Problem): { status: number; body: AppError } {
  if (error instanceof Busy) return { status: error.status, body: error.error }
  if (error instanceof Problem) return { status: statusOf(error.error.code), body: error.error }
  const failure = failureOf(error)
  if (failure === 'away' || failure === 'met') return toAnswer(new Busy(503, COME_AGAIN_S))
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issue = error.validation[0]
    const field = issue?.instancePath.split('/').filter(Boolean).join('.') ?? ''
    return { status: 400, body: appError('input.invalid', { field, facts: { problem: issue?.message ?? '' } }) }
  }
  const { statusCode = 500 } = error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { status: 413, body: appError('input.invalid', { facts: { problem: 'too large' } }) }
  if (statusCode < 500)
    return { status: statusCode, body: appError('input.invalid', { facts: { problem: error.code ?? '' } }) }
  return { status: 500, body: appError('server.failed') }
}

/** Where it happened, without the message: that of a database error may quote values. */
const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim())
