import { setImmediate as othersFirst } from 'node:timers/promises'

/**
 * Does long work a turn at a time, so that nothing else has to wait for it.
 * @throws the signal's reason once nobody wants the answer any more
 */
export async function inTurns<T>(work: Generator<unknown, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    const turn = work.next()
    if (turn.done) return turn.value
    await othersFirst()
  }
}
