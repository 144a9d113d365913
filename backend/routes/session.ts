import { z } from 'zod'
import { RefreshRequest, SessionResponse, SignInRequest } from '#shared/sync/wire.ts'
import { type App, type Context, PROBLEMS, SIGNED_IN, signedIn } from './context.ts'
import { Problem } from './problem.ts'

export function sessionRoutes(app: App, context: Context): void {
  app.route({
    method: 'POST',
    url: '/v1/session',
    schema: { summary: 'Sign in', body: SignInRequest, response: { 200: SessionResponse, ...PROBLEMS } },
    handler: async (request) => {
      const result = await context.sessions.signIn({ ...request.body, address: request.ip })
      if (!result.ok) throw new Problem(result.error)
      return result.value
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/session/refresh',
    schema: { summary: 'New tokens', body: RefreshRequest, response: { 200: SessionResponse, ...PROBLEMS } },
    handler: async (request) => {
      const result = await context.sessions.refresh(request.body.refreshToken, request.body.deviceId)
      if (!result.ok) throw new Problem(result.error)
      return result.value
    },
  })

  app.route({
    method: 'DELETE',
    url: '/v1/session',
    schema: { summary: 'Sign out', security: SIGNED_IN, response: { 204: z.null(), ...PROBLEMS } },
    handler: async (request, reply) => {
      const { sessionId } = await signedIn(context, request)
      await context.sessions.end(sessionId)
      return reply.code(204).send(null)
    },
  })
}
