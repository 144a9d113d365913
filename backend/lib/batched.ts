/**
 * Looks up many keys with one query: those asked while a look is under way wait for the next, which takes them all together. An
 * answer is never older than its question.
 */
export function batched<K, V>(
  look: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | undefined> {
  type Asked = {
    readonly key: K
    readonly answer: (value: V | undefined) => void
    readonly fail: (error: unknown) => void
  }
  let waiting: Asked[] = []
  let isLooking = false

  async function lookUp(): Promise<void> {
    isLooking = true
    // Requests that came in the same read of the sockets belong together.
    await new Promise((resolve) => setImmediate(resolve))
    const asked = waiting
    waiting = []
    try {
      const found = await look([...new Set(asked.map(({ key }) => key))])
      for (const { key, answer } of asked) answer(found.get(key))
    } catch (error) {
      for (const { fail } of asked) fail(error)
    }
    isLooking = false
    if (waiting.length > 0) void lookUp()
  }

  return (key) =>
    new Promise((answer, fail) => {
      waiting.push({ key, answer, fail })
      if (!isLooking) void lookUp()
    })
}
