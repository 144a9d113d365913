import type { z } from 'zod'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import {
  type HandOverRequest,
  HandOverResponse,
  QuarantineResponse,
  type SettleRequest,
} from '#shared/sync/quarantine.ts'
import { ErrorBody } from '#shared/sync/wire.ts'

const ANSWER_MS = 30_000
type Asked<T> = Promise<Result<T, AppError>>

/** What goes past the sync: a revoked device's last word, and what supervisors make of such. */
export type QuarantineClient = {
  readonly handOver: (request: HandOverRequest) => Asked<z.output<typeof HandOverResponse>>
  readonly list: (token: string) => Asked<z.output<typeof QuarantineResponse>>
  readonly settle: (request: z.output<typeof SettleRequest>, token: string) => Asked<null>
}

type Options = { readonly url: () => string | null; readonly fetch?: typeof fetch }

export function createQuarantineClient({ url, fetch: fetcher = fetch }: Options): QuarantineClient {
  async function ask(path: string, init: { method: string; token?: string; body?: unknown }): Asked<unknown> {
    const base = url()
    if (base === null) return err(appError('network.offline'))
    try {
      const response = await fetcher(new URL(path, base), {
        method: init.method,
        headers: {
          ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
          ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      if (response.ok) return ok(response.status === 204 ? null : await response.json())
      const body = ErrorBody.safeParse(await response.json().catch(() => null))
      return err(body.success ? body.data.error : appError('server.failed', { facts: { status: response.status } }))
    } catch {
      return err(appError('network.offline'))
    }
  }
  const parsed = <S extends z.ZodType>(schema: S, answer: Result<unknown, AppError>): Result<z.output<S>, AppError> => {
    if (!answer.ok) return answer
    const body = schema.safeParse(answer.value)
    return body.success ? ok(body.data) : err(appError('server.failed', { facts: { problem: 'answer' } }))
  }
  return {
    handOver: async (body) => parsed(HandOverResponse, await ask('/v1/quarantine/hand-over', { method: 'POST', body })),
    list: async (token) => parsed(QuarantineResponse, await ask('/v1/quarantine', { method: 'GET', token })),
    settle: async (body, token) => {
      const answer = await ask('/v1/quarantine/settle', { method: 'POST', body, token })
      return answer.ok ? ok(null) : answer
    },
  }
}
