import type { Metrics } from '../metrics/metrics.ts'
import type { App } from './context.ts'
import { problem } from './problem.ts'

/** Who may read the figures: processes of this machine, or whoever reaches the port (behind a balancer that hides it). */
export type MetricsFor = 'loopback' | 'anyone'

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/** `/metrics`, as Prometheus reads it; and every answer counted. */
export function metricsRoute(app: App, metrics: Metrics, readers: MetricsFor): void {
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: that may hold what a person looked for.
    const route = request.routeOptions.url ?? 'none'
    metrics.answered(route, request.method, reply.statusCode, reply.elapsedTime / 1000)
    request.log.debug({ route, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) })
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // The socket's own address: what a header claims opens nothing.
    if (readers === 'loopback' && !LOOPBACK.includes(request.socket.remoteAddress ?? ''))
      throw problem('permission.denied')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
