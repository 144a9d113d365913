import { z } from 'zod'
import { type AppError, appError } from '#shared/errors.ts'
import { compiled } from '#shared/lib/compiled.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import {
  ErrorBody,
  Lease,
  LiveEvent,
  PasscodeResponse,
  Position,
  PROTOCOL_VERSION,
  type PulledRow,
  PullResponse,
  PushResponse,
  SessionResponse,
} from '#shared/sync/wire.ts'
import { eventsIn } from './event-stream.ts'
import { readFill } from './fill-stream.ts'
import type { Transport } from './transport.ts'

const ANSWER_MS = 15_000
/** A page of a first fill over a slow line. */
const PULL_MS = 60_000
/** The backend gives a sign of life more often than this; silence means that the line is dead. */
const SILENCE_MS = 45_000

export type HttpOptions = {
  /** Where the backend is; null while nobody knows. */
  readonly url: () => string | null
  readonly fetch?: typeof fetch
}

/** Row objects are taken as they come: the backend wrote them with the same schemas, and there are thousands. */
const Rows = z.array(
  z.custom<PulledRow>((row) => typeof row === 'object' && row !== null && 'table' in row && 'id' in row),
)
const Page = PullResponse.extend({ rows: Rows })
const Event = LiveEvent.extend({ brought: z.object({ after: Position, rows: Rows }).optional() })
const Pushed = PushResponse.extend({ page: Page.optional() })
const Leases = z.object({ leases: z.array(Lease) })

export function createHttpTransport({ url, fetch: fetcher = fetch }: HttpOptions): Transport {
  async function ask(path: string, init: RequestInit, timeoutMs: number | null): Promise<Result<Response, AppError>> {
    const base = url()
    if (base === null) return err(appError('network.offline'))
    try {
      const signals = [
        ...(timeoutMs === null ? [] : [AbortSignal.timeout(timeoutMs)]),
        ...(init.signal ? [init.signal] : []),
      ]
      return ok(await fetcher(new URL(path, base), { ...init, signal: AbortSignal.any(signals) }))
    } catch {
      return err(appError('network.offline'))
    }
  }

  async function call<S extends z.ZodType>(
    schema: S,
    path: string,
    {
      method = 'POST',
      body,
      token,
      timeoutMs = ANSWER_MS,
    }: { method?: string; body?: unknown; token?: string; timeoutMs?: number },
  ): Promise<Result<z.output<S>, AppError>> {
    const asked = await ask(
      path,
      {
        method,
        headers: headers(token, body !== undefined),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      timeoutMs,
    )
    if (!asked.ok) return asked
    try {
      const response = asked.value
      if (!response.ok) return err(await errorOf(response))
      const answer = schema.safeParse(response.status === 204 ? null : await response.json())
      return answer.success ? ok(answer.data) : err(appError('server.failed', { facts: { problem: 'answer' } }))
    } catch {
      return err(appError('network.offline')) // the line broke while the answer came
    }
  }

  return {
    reach: () => call(z.object({ status: z.literal('ok') }), '/health', { method: 'GET' }),
    signIn: (body) => call(SessionResponse, '/v1/session', { body }),
    refresh: (body) => call(SessionResponse, '/v1/session/refresh', { body }),
    signOut: (token) => call(z.null(), '/v1/session', { method: 'DELETE', token }),
    push: (body, token) => call(compiled(Pushed), '/v1/push', { body, token, timeoutMs: PULL_MS }),
    pull: ({ epoch, after, limit }, token) => {
      const query = new URLSearchParams({
        after: String(after),
        limit: String(limit),
        ...(epoch === null ? {} : { epoch }),
      })
      return call(Page, `/v1/pull?${query.toString()}`, { method: 'GET', token, timeoutMs: PULL_MS })
    },
    firstFill: async ({ epoch, cursor }, token, take) => {
      const silence = silenceAfter(PULL_MS)
      const query = new URLSearchParams({ cursor, ...(epoch === null ? {} : { epoch }) })
      const asked = await ask(
        `/v1/fill?${query.toString()}`,
        { headers: headers(token, false), signal: silence.signal },
        null,
      )
      try {
        if (!asked.ok) return asked
        if (!asked.value.ok) return err(await errorOf(asked.value))
        if (asked.value.body === null) return err(appError('server.failed'))
        return await readFill(asked.value.body, silence.heard, take)
      } finally {
        silence.end()
      }
    },
    leases: async (body, token) => {
      const answer = await call(Leases, '/v1/leases', { body, token })
      return answer.ok ? ok(answer.value.leases) : answer
    },
    passcode: async (body, token) => {
      const answer = await call(PasscodeResponse, '/v1/passcode', { body, token })
      return answer.ok ? ok(answer.value.passcode) : answer
    },
    live: async (token, onEvent, signal) => {
      const silence = silenceAfter(SILENCE_MS)
      try {
        const base = url()
        if (base === null) return err(appError('network.offline'))
        const response = await fetcher(new URL('/v1/live', base), {
          headers: { ...headers(token, false), accept: 'text/event-stream' },
          signal: AbortSignal.any([signal, silence.signal]),
        })
        if (!response.ok) return err(await errorOf(response))
        if (response.body === null) return err(appError('server.failed'))
        for await (const data of eventsIn(response.body, silence.heard)) {
          const event = Event.safeParse(JSON.parse(data))
          if (event.success) onEvent(event.data)
        }
        return ok(null)
      } catch {
        return err(appError('network.offline'))
      } finally {
        silence.end()
      }
    },
  }
}

/** Gives a request up when nothing has been heard for so long. */
export function silenceAfter(ms: number): { signal: AbortSignal; heard: () => void; end: () => void } {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), ms)
  return {
    signal: silence.signal,
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), ms)
    },
    end: () => clearTimeout(timer),
  }
}

export function headers(token: string | undefined, json: boolean): Record<string, string> {
  return {
    'skranke-protocol': String(PROTOCOL_VERSION),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(json ? { 'content-type': 'application/json' } : {}),
  }
}

/** What the backend said; something in between (a proxy) is told apart by its status alone. */
export async function errorOf(response: Response): Promise<AppError> {
  const body = ErrorBody.safeParse(await response.json().catch(() => null))
  if (body.success) return body.data.error
  if (response.status === 401) return appError('auth.expired')
  const afterSeconds = Number(response.headers.get('retry-after'))
  if (response.status === 429 || (response.status === 503 && afterSeconds > 0))
    return appError('server.busy', afterSeconds > 0 ? { facts: { afterSeconds } } : {})
  if (response.status >= 502 && response.status <= 504) return appError('network.offline') // nobody behind the gateway
  return appError('server.failed', { facts: { status: response.status } })
}
