import type { Writable } from 'node:stream'

/** Of what a reader has been told and has not taken, in bytes: more, and it is one that does not listen. */
const UNHEARD = 1024 * 1024

/**
 * Tells a reader. One that does not listen (a machine that sleeps) is let go before it fills the node's memory: it comes back and
 * pulls. What has been ended may wait long for its reader to take the rest, and is told nothing more.
 */
export const tellReader =
  (stream: Writable) =>
  (text: string): void => {
    if (stream.writableEnded || stream.destroyed) return
    stream.write(text)
    if (stream.writableLength > UNHEARD) stream.destroy()
  }
