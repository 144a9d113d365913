import { createLogger } from '#backend/lib/logger.ts'
import type { Context } from '#backend/routes/context.ts'
import { createServer } from '#backend/routes/server.ts'
import { createCaseNumbers } from '#backend/services/case-numbers.ts'
import { createLiveTexts, type LiveTexts } from '#backend/services/live-texts.ts'
import { createSessions } from '#backend/services/people/sessions.ts'
import { createPasscodes } from '#backend/services/secrets/passcodes.ts'
import type { SimDatabase } from './database.ts'
import type { World } from './world.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}
export type Answered = { readonly status: number; readonly body: string }

/** The backend: its real routes and services over the real PostgreSQL, one request at a time, with simulated time. */
export type SimNode = {
  readonly context: Context
  /** What it tells streams of new positions. */
  readonly texts: () => LiveTexts
  readonly ask: (asked: Asked) => Promise<Answered>
  /** Everything that lived in the node's memory is gone. */
  readonly restart: () => void
  /** Hears of positions as they are announced. */
  onPosition: (position: number) => void
  /** Ids of commands in the order in which they were decided, also of transactions that came to nothing. */
  readonly decided: string[]
  readonly use: (world: World, epoch: string) => void
}

type Changing<T> = { -readonly [K in keyof T]: T[K] }
const KEY = Buffer.alloc(32, 3)
/** Numbers in a block: few, so that a desk without a network runs out of them. */
export const BLOCK = 6

export async function createNode({ db, tap }: SimDatabase): Promise<SimNode> {
  let world: World | null = null
  const clock = { now: () => new Date(world?.nowMs() ?? 0) }
  const passcodes = createPasscodes(Buffer.alloc(32, 5))
  const memory = () => ({ numbers: createCaseNumbers(db, clock, BLOCK), sessions: createSessions(db, clock, KEY) })
  const context: Changing<Context> = {
    db,
    clock,
    passcodes,
    logger: createLogger('silent'),
    epoch: '',
    live: { subscribe: () => () => {}, stop: () => Promise.resolve() },
    ...memory(),
  }
  const app = await createServer(context)
  let texts = createLiveTexts(db)
  const node: SimNode = {
    context,
    onPosition: () => {},
    decided: [],
    texts: () => texts,
    restart: () => {
      Object.assign(context, memory())
      texts = createLiveTexts(db)
    },
    use: (given, epoch) => {
      world = given
      context.epoch = epoch
      node.decided.length = 0
      node.restart()
    },
    ask: async ({ method, path, headers, body }) => {
      const heard: number[] = []
      const { before, after } = tap
      tap.before = (text, values) => {
        const passed = before(text, values)
        if (text.startsWith('insert into command_log'))
          node.decided.push(...(JSON.parse(String(values[0])) as { id: string }[]).map(({ id }) => id))
        return passed
      }
      tap.after = (text, rows) => {
        const passed = after(text, rows)
        if (text.includes('pg_notify')) heard.push(...(passed as Announced[]).flatMap(announcedIn))
        return passed
      }
      try {
        const answer = await app.inject({
          method: method as 'GET',
          url: path,
          headers,
          ...(body ? { payload: body } : {}),
        })
        if (answer.statusCode < 500) for (const position of heard) node.onPosition(position)
        return { status: answer.statusCode, body: answer.payload }
      } finally {
        Object.assign(tap, { before, after })
      }
    },
  }
  return node
}

/** `pg_notify` answers with nothing, which is not null. */
type Announced = { readonly position: string; readonly case: unknown }
const announcedIn = (row: Announced): number[] => (row.case === null ? [] : [Number(row.position)])
