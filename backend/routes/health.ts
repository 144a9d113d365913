import { z } from 'zod'
import { PROTOCOL_VERSION } from '#shared/sync/wire.ts'
import { currentPosition } from '../services/pull.ts'
import { type App, type Context, PROBLEMS } from './context.ts'
import { Busy, COME_AGAIN_S } from './problem.ts'

/**
 * `health`: the process answers. `ready`: it can serve, too: its database answers, has the tables that this version needs (or newer
 * ones, see docs/operations.md), and the node is not about to stop.
 */
export function healthRoutes(app: App, context: Context, isReady: () => Promise<boolean> = async () => true): void {
  const Health = z.object({ status: z.literal('ok'), protocol: z.int() })
  app.get('/health', { schema: { summary: 'Whether the process answers', response: { 200: Health } } }, async () => ({
    status: 'ok' as const,
    protocol: PROTOCOL_VERSION,
  }))

  const Ready = z.object({ status: z.literal('ready'), epoch: z.uuid(), position: z.int() })
  app.get(
    '/ready',
    { schema: { summary: 'Whether it can serve', response: { 200: Ready, ...PROBLEMS } } },
    async () => {
      const position = await currentPosition(context.db)
      if (!(await isReady())) throw new Busy(503, COME_AGAIN_S)
      return { status: 'ready' as const, epoch: context.epoch, position }
    },
  )
}
