import { sql } from 'drizzle-orm'
import type { LiveEvent, PulledRow } from '#shared/sync/wire.ts'
import type { Executor } from '../database/connect.ts'
import type { Scope } from './scope.ts'

/** So many positions at most are sent along; more are pulled. */
const FEW = 50
/** Of a text that is sent along, in characters. */
const SHORT = 32_000
const REMEMBERED = 32

/** What a stream is told of new positions. */
export type LiveTexts = {
  /** @param after what this stream was told last, -1 for nothing */
  readonly of: (epoch: string, scope: Scope, after: number, position: number) => Promise<string>
}

/**
 * The text of an event: the position and, for who sees everything, the few rows that led to it, so that a thousand devices need not
 * ask for them one by one. Read once for all streams. Whoever was told less before, or sees less, is told the position and pulls.
 */
export function createLiveTexts(db: Executor): LiveTexts {
  const recent = new Map<string, Promise<string>>()

  async function withRows(epoch: string, after: number, position: number): Promise<string> {
    try {
      const { rows } = await db.execute<{ table_name: PulledRow['table']; id: string; data: PulledRow['row'] }>(
        sql`select table_name, id, data from row_state where position > ${after} and position <= ${position} order by position`,
      )
      const brought = { after, rows: rows.map(({ table_name: table, id, data: row }) => ({ table, id, row })) }
      const text = textOf({ epoch, position, brought })
      return text.length > SHORT ? textOf({ epoch, position }) : text
    } catch {
      return textOf({ epoch, position }) // Whoever pulls hears what is wrong with the database.
    }
  }

  return {
    of: (epoch, scope, after, position) => {
      if (scope !== 'all' || after < 0 || position - after > FEW) return Promise.resolve(textOf({ epoch, position }))
      const name = `${epoch}/${after}/${position}`
      const known = recent.get(name)
      if (known !== undefined) return known
      const text = withRows(epoch, after, position)
      recent.set(name, text)
      const oldest = recent.keys().next().value
      if (recent.size > REMEMBERED && oldest !== undefined) recent.delete(oldest)
      return text
    },
  }
}

/**
 * Tells one stream of positions as they come, from `-1` on; what comes while a text is made goes into the next one.
 * @returns a function that is told a position, and answers when the stream has been told
 */
export function createTeller(
  texts: LiveTexts,
  { epoch, scope, write }: { epoch: string; scope: Scope; write: (text: string) => void },
): (position: number) => Promise<void> {
  let [told, newest, isTelling] = [-1, -1, false]
  return async (position) => {
    newest = Math.max(newest, position)
    if (isTelling) return
    isTelling = true
    while (told < newest) {
      const next = newest
      write(await texts.of(epoch, scope, told, next))
      told = next
    }
    isTelling = false
  }
}

const textOf = (event: LiveEvent): string => `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`
