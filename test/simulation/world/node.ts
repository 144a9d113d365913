import { createLogger } from '#backend/lib/logger.ts'
import type { App, Context } from '#backend/routes/context.ts'
import { createServer } from '#backend/routes/server.ts'
import { currentPosition } from '#backend/services/pull.ts'
import { buildSnapshot } from '#backend/snapshot/build-snapshot.ts'
import { createSnapshots } from '#backend/snapshot/snapshots.ts'
import { rmSync } from 'node:fs'
import { createCaseNumbers } from '#backend/services/case-numbers.ts'
import { createLiveTexts, type LiveTexts } from '#backend/services/live-texts.ts'
import { createSessions } from '#backend/services/people/sessions.ts'
import { createPasscodes } from '#backend/services/secrets/passcodes.ts'
import type { Random } from './chance.ts'
import type { SimDatabase } from './database.ts'
import { meet, type Meeting } from './meeting.ts'
import type { World } from './world.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}
export type Answered = { readonly status: number; readonly body: string /** Of a file. */; readonly bytes?: Buffer }

/**
 * The backend: its real routes and services over the real PostgreSQL, with simulated time. One request at a time, or two that meet, at
 * two nodes.
 */
export type SimNode = {
  readonly context: Context
  /** What it tells streams of new positions. */
  readonly texts: () => LiveTexts
  readonly ask: (asked: Asked) => Promise<Answered>
  /** Two requests at once, each at a node of its own, one statement at a time by chance. */
  readonly askTogether: (both: readonly [Asked, Asked], random: Random) => Promise<Meeting<Answered>>
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
/** Made of few rows, and given with many changes behind it: what is old has to be right too. */
const SNAPSHOTS = { minRows: 1, freshShare: 0.5, givenShare: 5 } as const

export async function createNode({ db, tap, isBlocked }: SimDatabase, folder: string): Promise<SimNode> {
  let world: World | null = null
  const clock = { now: () => new Date(world?.nowMs() ?? 0) }
  const passcodes = createPasscodes(Buffer.alloc(32, 5))
  const memory = () => ({ numbers: createCaseNumbers(db, clock, BLOCK), sessions: createSessions(db, clock, KEY) })
  const createContext = (): Changing<Context> => ({
    db,
    clock,
    passcodes,
    logger: createLogger('silent'),
    epoch: '',
    live: { subscribe: () => () => {}, stop: () => Promise.resolve() },
    ...memory(),
  })
  const context = createContext()
  const other = createContext()
  const [app, second] = [await createServer(context), await createServer(other)]
  let texts = createLiveTexts(db)

  /** Hears what is decided and announced while `work` goes on. */
  async function listening<T>(
    work: () => Promise<T>,
    announced: (positions: readonly number[], answer: T) => Promise<readonly number[]> | readonly number[],
  ): Promise<T> {
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
      const answer = await work()
      for (const position of await announced(heard, answer)) node.onPosition(position)
      return answer
    } finally {
      Object.assign(tap, { before, after })
    }
  }

  const node: SimNode = {
    context,
    onPosition: () => {},
    decided: [],
    texts: () => texts,
    restart: () => {
      Object.assign(context, memory())
      Object.assign(other, memory())
      texts = createLiveTexts(db)
    },
    use: (given, epoch) => {
      world = given
      context.epoch = epoch
      other.epoch = epoch
      node.decided.length = 0
      rmSync(folder, { recursive: true, force: true })
      context.snapshots = createSnapshots({
        db,
        databaseUrl: '',
        folder,
        epoch: () => context.epoch,
        clock,
        logger: context.logger,
        policy: SNAPSHOTS,
        make: (order) => buildSnapshot(db, order),
      })
      node.restart()
    },
    ask: (asked) =>
      listening(
        async () => {
          // Somebody of the same scope has asked before: whoever does first gets rows.
          if (asked.path.startsWith('/v1/snapshot?')) await askOf(app, asked)
          await context.snapshots?.idle()
          return askOf(app, asked)
        },
        (positions, { status }) => (status < 500 ? positions : []),
      ),
    askTogether: (both, random) =>
      listening(
        () =>
          meet(
            random,
            isBlocked,
            both.map((asked, nth) => () => askOf(nth === 0 ? app : second, asked)),
          ),
        // What one of them was given and did not commit, the other may have taken up.
        (positions) => currentPosition(db).then((reached) => positions.filter((position) => position <= reached)),
      ),
  }
  return node
}

async function askOf(app: App, { method, path, headers, body }: Asked): Promise<Answered> {
  const answer = await app.inject({ method: method as 'GET', url: path, headers, ...(body ? { payload: body } : {}) })
  const isFile = answer.headers['content-type'] === 'application/octet-stream'
  return { status: answer.statusCode, body: isFile ? '' : answer.payload, ...(isFile && { bytes: answer.rawPayload }) }
}

/** `pg_notify` answers with nothing, which is not null. */
type Announced = { readonly position: string; readonly case: unknown }
const announcedIn = (row: Announced): number[] => (row.case === null ? [] : [Number(row.position)])
