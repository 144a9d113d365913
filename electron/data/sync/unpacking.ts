import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** A file that is unpacked while its bytes come, on another core than the one that fetches them. */
export type Unpacking = {
  /** Resolves when the piece before has been unpacked. Bytes that cannot be are only told of at the end. */
  readonly take: (piece: Uint8Array) => Promise<void>
  /** All bytes have been given. False: they were not what unpacks to a file of this size. */
  readonly end: () => Promise<boolean>
  /** Breaks off; then the file is closed. */
  readonly leave: () => Promise<void>
}

/** In which bytes are unpacked and written: in pieces of the usual 16 kB it takes twice as long. */
const PIECE_BYTES = 1024 * 1024

/** @param fileBytes no more than so many are written */
export function beginUnpacking(file: string, fileBytes: number): Unpacking {
  let bytes = 0
  let problem: NodeJS.ErrnoException | null = null
  const unpacked = createBrotliDecompress({ chunkSize: PIECE_BYTES })
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      next(bytes > fileBytes ? new Error('more than was told') : null, chunk)
    },
  })
  const out = createWriteStream(file, { highWaterMark: 4 * PIECE_BYTES })
  const closed = new Promise<void>((resolve) => out.once('close', resolve))
  const written = pipeline(unpacked, counted, out).catch((error: Error) => {
    problem = error
  })
  let room: Promise<unknown> = Promise.resolve()
  return {
    take: async (piece) => {
      await room
      if (problem === null && !unpacked.write(piece))
        room = Promise.race([new Promise<void>((resolve) => unpacked.once('drain', resolve)), written])
    },
    end: async () => {
      if (problem === null) unpacked.end()
      await written
      await closed
      if (problem?.code === 'ENOSPC') throw problem
      return problem === null && bytes === fileBytes
    },
    leave: async () => {
      unpacked.destroy()
      await written
      await closed
    },
  }
}
