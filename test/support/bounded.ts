import { setTimeout as sleep } from 'node:timers/promises'

/** The result of `work`, or an error that says what took too long. */
export async function bounded<T>(what: string, ms: number, work: Promise<T>): Promise<T> {
  const stop = new AbortController()
  const late = sleep(ms, undefined, { signal: stop.signal }).then(
    () => Promise.reject(new Error(`${what}: not within ${ms} ms`)),
    () => new Promise<never>(() => {}),
  )
  try {
    return await Promise.race([work, late])
  } finally {
    stop.abort()
  }
}

/** Asks again until `look` gives something other than undefined. Throws after `ms`, with what `look` threw last. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, ms = 15_000): Promise<T> {
  const end = Date.now() + ms
  let problem: unknown
  while (Date.now() < end) {
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      problem = error
    }
    await sleep(100)
  }
  throw new Error(`${what}: not within ${ms} ms`, { cause: problem })
}
