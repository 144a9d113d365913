import swagger from '@fastify/swagger'
import { fastify, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { appError } from '#shared/errors.ts'
import type { App, Context } from './context.ts'
import { healthRoutes } from './health.ts'
import { leasesRoute } from './leases.ts'
import { liveRoute } from './live.ts'
import { passcodeRoute } from './passcode.ts'
import { answerProblem } from './problem.ts'
import { pullRoute } from './pull.ts'
import { pushRoute } from './push.ts'
import { sessionRoutes } from './session.ts'

const BODY_LIMIT = 64 * 1024

/** The HTTP surface; the OpenAPI document is made from the schemas that the requests are checked with. */
export async function createServer(context: Context): Promise<App> {
  const app = fastify({
    loggerInstance: context.logger.child(
      {},
      { serializers: { req: ({ method, url }) => ({ method, url }), res: () => undefined } },
    ),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerProblem)
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: appError('input.invalid', { facts: { problem: `no route ${request.method}` } }) }),
  )
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Skranke', description: 'Commands in, rows out.', version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
  await app.register(async (scope: App) => {
    for (const routes of [healthRoutes, sessionRoutes, pushRoute, pullRoute, liveRoute, leasesRoute, passcodeRoute])
      routes(scope, context)
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app as unknown as App
}
