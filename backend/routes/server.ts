import swagger from '@fastify/swagger'
import { fastify, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { appError } from '#shared/errors.ts'
import { type Limits, LIMITS } from '../limits.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Provider } from '../services/people/provider.ts'
import { browserSignInRoutes } from './browser-sign-in.ts'
import type { App, Context } from './context.ts'
import { type Closing, closing } from './closing.ts'
import { fillRoute } from './fill.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { leasesRoute } from './leases.ts'
import { liveRoute } from './live.ts'
import { type MetricsFor, metricsRoute } from './metrics.ts'
import { passcodeRoute } from './passcode.ts'
import { answerProblem } from './problem.ts'
import { pullRoute } from './pull.ts'
import { pushRoute } from './push.ts'
import { quarantineRoutes } from './quarantine.ts'
import { sessionRoutes } from './session.ts'
import { snapshotRoutes } from './snapshot.ts'

const BODY_LIMIT = 64 * 1024

/** What a node that serves people has beside its routes. */
export type Serving = {
  readonly limits: Limits
  readonly metrics: Metrics
  readonly metricsFor: MetricsFor
  /** Addresses of the balancers in front: only they are believed when they say where a request came from. */
  readonly proxies?: string | undefined
  readonly isReady: () => Promise<boolean>
  readonly provider?: Provider | undefined
}

/**
 * The HTTP surface; the OpenAPI document is made from the schemas that the requests are checked with. Without `serving` it is the
 * bare routes, for a caller in the same process.
 */
export async function createServer(
  context: Context,
  serving?: Serving,
): Promise<App & { readonly end: Closing['close'] }> {
  const app = fastify({
    loggerInstance: context.logger.child(
      {},
      { serializers: { req: ({ method, url }) => ({ method, url }), res: () => undefined } },
    ),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    trustProxy: serving?.proxies ?? false,
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
  const root = app as unknown as App
  const ending = closing(root, serving?.limits ?? LIMITS)
  if (serving) {
    metricsRoute(root, serving.metrics, serving.metricsFor)
    await guard(root, context, serving.limits, serving.metrics.turnedAway)
  }
  await app.register(async (scope: App) => {
    healthRoutes(scope, context, async () => !ending.isDraining() && ((await serving?.isReady()) ?? true))
    for (const routes of [
      sessionRoutes,
      pushRoute,
      pullRoute,
      fillRoute,
      snapshotRoutes,
      leasesRoute,
      passcodeRoute,
      quarantineRoutes,
    ])
      routes(scope, context)
    liveRoute(scope, context, serving?.limits ?? LIMITS)
    browserSignInRoutes(scope, context, serving?.provider)
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return Object.assign(root, { end: ending.close })
}
