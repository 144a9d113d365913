import { calls } from './base.ts'

export const events = {
  changes: calls.events.changes.handler(({ context, signal }) => context.events.subscribe(signal)),
}
