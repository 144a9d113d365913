import { BrowserSignIn, BrowserSignInPage, BrowserSignInStart, SignInMethods } from '#shared/sync/browser-sign-in.ts'
import { SessionResponse } from '#shared/sync/wire.ts'
import type { Provider } from '../services/people/provider.ts'
import { type App, type Context, PROBLEMS } from './context.ts'
import { Problem } from './problem.ts'

/** How people may sign in here, and, where there is a provider, the two steps around its page. */
export function browserSignInRoutes(app: App, context: Context, provider: Provider | undefined): void {
  app.route({
    method: 'GET',
    url: '/v1/session/methods',
    schema: { summary: 'How people may sign in', response: { 200: SignInMethods, ...PROBLEMS } },
    handler: async () => ({ password: true, browser: provider ? { name: provider.name } : null }),
  })
  if (provider === undefined) return

  app.route({
    method: 'POST',
    url: '/v1/session/browser/start',
    schema: {
      summary: 'The page of the provider to sign in at',
      body: BrowserSignInStart,
      response: { 200: BrowserSignInPage, ...PROBLEMS },
    },
    handler: async (request) => {
      const page = await provider.pageFor(request.body)
      if (!page.ok) throw new Problem(page.error)
      return { url: page.value }
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/session/browser',
    schema: {
      summary: 'Sign in with what the provider said',
      body: BrowserSignIn,
      response: { 200: SessionResponse, ...PROBLEMS },
    },
    handler: async (request) => {
      const who = await provider.whoCameBack(request.body)
      if (!who.ok) throw new Problem(who.error)
      const result = await context.sessions.signInAs(who.value, request.body.machineId)
      if (!result.ok) throw new Problem(result.error)
      return result.value
    },
  })
}
