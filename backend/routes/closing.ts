import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from '../limits.ts'
import type { App } from './context.ts'

/** Streams are ended over this time, so that those who listened do not all come to the next node at once. */
const SPREAD_MS = 2_000
const A_STREAM_MS = 2

export type Closing = {
  /** From now on `/ready` says no. */
  readonly isDraining: () => boolean
  /** Ends in order: the balancer looks elsewhere, streams are told to come again, requests under way are answered. Bounded. */
  readonly close: () => Promise<void>
}

/** Knows the open streams of the live route and how to end a node without hurting who it serves. */
export function closing(app: App, limits: Limits): Closing {
  const streams = new Set<ServerResponse>()
  let draining = false
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== '/v1/live') return
    streams.add(reply.raw)
    reply.raw.once('close', () => streams.delete(reply.raw))
  })

  async function endStreams(): Promise<void> {
    const pause = Math.min(A_STREAM_MS, SPREAD_MS / Math.max(1, streams.size))
    let owed = 0
    for (const stream of streams) {
      stream.end(`retry: ${Math.round(1000 + Math.random() * SPREAD_MS)}\n: this node stops\n\n`)
      owed += pause
      if (owed < 5) continue
      await sleep(owed)
      owed = 0
    }
  }

  return {
    isDraining: () => draining,
    close: async () => {
      draining = true
      if (limits.drainMs > 0) await sleep(limits.drainMs)
      await endStreams()
      const force = setTimeout(() => app.server.closeAllConnections(), limits.closeMs)
      try {
        await app.close()
      } finally {
        clearTimeout(force)
      }
    },
  }
}
