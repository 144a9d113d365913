import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { PushRequest } from '#shared/sync/wire.ts'
import type { Stage } from '../history/stage.ts'
import type { Answered, Asked } from '../world/node.ts'

/** Changes the body of a request on its way. */
const onRequest =
  <T>(path: string) =>
  (change: (request: T) => T) =>
  (asked: Asked): Asked =>
    asked.path === path && asked.body !== undefined
      ? { ...asked, body: JSON.stringify(change(JSON.parse(asked.body) as T)) }
      : asked
export const onPush = onRequest<PushRequest>('/v1/push')
export const onHandOver = onRequest<HandOverRequest>('/v1/quarantine/hand-over')

/** Changes a good answer on its way. */
export const onAnswer =
  <T>(path: string, change: (answer: T) => T) =>
  (asked: Asked, answered: Answered): Answered =>
    asked.path.startsWith(path) && answered.status === 200
      ? { status: 200, body: JSON.stringify(change(JSON.parse(answered.body) as T)) }
      : answered

/** Changes the text of a query on its way to the database. */
export const onQuery =
  (change: (text: string) => string) =>
  ({ database: { tap } }: Stage): void => {
    const { before } = tap
    tap.before = (text, values) => change(before(text, values))
  }
