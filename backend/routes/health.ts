import { z } from 'zod'
import { PROTOCOL_VERSION } from '#shared/sync/wire.ts'
import { currentPosition } from '../services/pull.ts'
import { type App, type Context, PROBLEMS } from './context.ts'

/** `health`: the process answers. `ready`: it has its database too. */
export function healthRoutes(app: App, context: Context): void {
  const Health = z.object({ status: z.literal('ok'), protocol: z.int() })
  app.get('/health', { schema: { summary: 'Whether the process answers', response: { 200: Health } } }, async () => ({
    status: 'ok' as const,
    protocol: PROTOCOL_VERSION,
  }))

  const Ready = z.object({ status: z.literal('ready'), epoch: z.uuid(), position: z.int() })
  app.get(
    '/ready',
    { schema: { summary: 'Whether it can serve', response: { 200: Ready, ...PROBLEMS } } },
    async () => ({
      status: 'ready' as const,
      epoch: context.epoch,
      position: await currentPosition(context.db),
    }),
  )
}
