import { own } from './base.ts'

export const sync = {
  status: own.sync.status.handler(({ context }) => context.signed.engine.status()),
  now: own.sync.now.handler(({ context }) => {
    context.signed.engine.now()
    return {}
  }),
}
