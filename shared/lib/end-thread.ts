/** What of a `Worker` is needed to end it. */
type Thread = {
  readonly postMessage: (message: unknown) => void
  readonly terminate: () => Promise<unknown>
  readonly once: (event: 'exit', heard: () => void) => unknown
  readonly on: (event: 'error', heard: () => void) => unknown
}
/** @returns what takes it back */
type After = (ms: number, run: () => void) => () => void

/** A slow disk may need long to empty a log of 64 MB. */
const PATIENCE_MS = 30_000

/**
 * Asks a thread to close what it holds and to end by itself, and waits until it is gone. A thread that is terminated may be anywhere,
 * in a statement or with a file half written: that is for one that does not answer.
 */
export async function endThread(thread: Thread, ask: unknown, after: After, patienceMs = PATIENCE_MS): Promise<void> {
  thread.on('error', () => {}) // it may fail in closing, and ends all the same; unheard, this would end the process
  await new Promise<void>((resolve) => {
    const cancel = after(patienceMs, () => void thread.terminate())
    thread.once('exit', () => {
      cancel()
      resolve()
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage(ask)
  })
}
