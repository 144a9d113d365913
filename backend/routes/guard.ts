import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyRequest } from 'fastify'
import type { Limits } from '../limits.ts'
import type { App, Context } from './context.ts'
import { Busy, COME_AGAIN_S } from './problem.ts'

/** Routes that answer however much there is to do: a node that cannot say how it is would be taken for dead. */
const ALWAYS = ['/health', '/ready', '/metrics', '/openapi.json']
const SIGN_INS = ['/v1/session', '/v1/session/browser', '/v1/session/browser/start']
const LIVE = '/v1/live'

/**
 * Says "come again" before there is too much: when the event loop lags, when too many wait for the database, when one session or
 * one address asks too often. What a device has to send waits in its outbox meanwhile.
 */
export async function guard(app: App, context: Context, limits: Limits, turnedAway: (why: string) => void) {
  const away = (status: 429 | 503, seconds: number, why: string): Busy => {
    turnedAway(why)
    return new Busy(status, seconds)
  }
  const urlOf = (request: FastifyRequest): string => request.routeOptions.url ?? ''
  const isSignIn = (request: FastifyRequest): boolean => request.method === 'POST' && SIGN_INS.includes(urlOf(request))

  await app.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelayMs,
    pressureHandler: (request, _reply, type) => {
      if (!ALWAYS.includes(urlOf(request))) throw away(503, COME_AGAIN_S, type)
    },
  })
  app.addHook('onRequest', async (request) => {
    if (context.db.$client.waitingCount >= limits.waiting && !ALWAYS.includes(urlOf(request)))
      throw away(503, COME_AGAIN_S, 'databaseConnections')
  })
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    cache: 100_000,
    allowList: (request) => ALWAYS.includes(urlOf(request)) || urlOf(request) === LIVE,
    max: (request) => (isSignIn(request) ? limits.signInsAMinute : limits.requestsAMinute),
    // A token that we signed stands for its session; whoever has none shares what their address has.
    keyGenerator: (request) => {
      if (isSignIn(request)) return `sign-in ${request.ip}`
      const token = request.headers.authorization?.split(' ')[1]
      return (token && context.sessions.sessionOf(token)) || request.ip
    },
    errorResponseBuilder: (_request, { ttl }) => away(429, Math.ceil(ttl / 1000), 'rate'),
  })
}
