import type { z } from 'zod'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import {
  type BrowserSignIn,
  BrowserSignInPage,
  type BrowserSignInStart,
  SignInMethods,
} from '#shared/sync/browser-sign-in.ts'
import { ErrorBody, SessionResponse } from '#shared/sync/wire.ts'

const ANSWER_MS = 30_000
type Asked<T> = Promise<Result<T, AppError>>

/** What the backend says about signing in with the organisation's provider. */
export type BrowserSignInClient = {
  readonly methods: () => Asked<SignInMethods>
  readonly start: (request: BrowserSignInStart) => Asked<{ url: string }>
  readonly finish: (request: BrowserSignIn) => Asked<SessionResponse>
}

type Options = { readonly url: () => string | null; readonly fetch?: typeof fetch }

export function createBrowserSignInClient({ url, fetch: fetcher = fetch }: Options): BrowserSignInClient {
  async function ask<S extends z.ZodType>(schema: S, path: string, body?: object): Asked<z.output<S>> {
    const base = url()
    if (base === null) return err(appError('network.offline'))
    try {
      const response = await fetcher(new URL(path, base), {
        ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      const said: unknown = await response.json().catch(() => null)
      const answer = response.ok ? schema.safeParse(said) : undefined
      if (answer?.success) return ok(answer.data)
      const problem = ErrorBody.safeParse(said)
      return err(
        problem.success ? problem.data.error : appError('server.failed', { facts: { status: response.status } }),
      )
    } catch {
      return err(appError('network.offline'))
    }
  }
  return {
    methods: () => ask(SignInMethods, '/v1/session/methods'),
    start: (request) => ask(BrowserSignInPage, '/v1/session/browser/start', request),
    finish: (request) => ask(SessionResponse, '/v1/session/browser', request),
  }
}
