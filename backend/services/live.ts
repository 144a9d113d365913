import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../lib/logger.ts'

/** Where the nodes tell each other of new positions. */
export const CHANNEL = 'skranke_position'
const RECONNECT_MS = 1000

export type Live = {
  /** @returns a function that ends the subscription */
  readonly subscribe: (heard: (position: number) => void) => () => void
  readonly stop: () => Promise<void>
}

/** Hears what all nodes announce. When the connection breaks it is made anew, and the readers are told what they may have missed. */
export async function listen(url: string, currentPosition: () => Promise<number>, logger: Logger): Promise<Live> {
  const readers = new Set<(position: number) => void>()
  const tell = (position: number) => {
    for (const heard of readers) heard(position)
  }
  const stopping = new AbortController()
  let client = await open()

  async function open(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'skranke live', keepAlive: true })
    fresh.on('notification', ({ payload }) => tell(Number(payload)))
    fresh.on('error', (error) => logger.warn({ problem: error.message }, 'the live connection to the database broke'))
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    fresh.once('end', () => void reopen())
    return fresh
  }

  async function reopen(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await sleep(RECONNECT_MS, undefined, { signal: stopping.signal })
        client = await open()
        if (stopping.signal.aborted) return await client.end()
        return tell(await currentPosition())
      } catch {
        // Stopping, or the database is away and the next round tries again.
      }
    }
  }

  return {
    subscribe: (heard) => {
      readers.add(heard)
      return () => readers.delete(heard)
    },
    stop: async () => {
      stopping.abort()
      await client.end().catch(() => {})
    },
  }
}
