import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import type { SnapshotClient } from './snapshot-client.ts'

/**
 * The bytes of a snapshot on their way into a file beside the profile's. Laws:
 *  - What has come stays, over cuts and kills, and the rest is asked for from there on.
 *  - Nothing is unpacked whose hash is not the one that was told, and no more than was told.
 */
export type SnapshotDownload = {
  /** The snapshot of which some bytes are here. */
  readonly begun: () => string | null
  /**
   * Goes on with it. `left`: before its end, with more than before; `useless`: what came is not what was told, or comes no more. Then
   * nothing of it is left.
   * @param wanted asked after each chunk, with the bytes that are here
   */
  readonly run: (
    snapshot: Snapshot,
    token: string,
    wanted: (bytes: number) => boolean,
  ) => Promise<Result<'whole' | 'left' | 'cut' | 'useless', AppError>>
  /** Unpacks what is whole; null: it was not what was told. @returns the file */
  readonly unpack: (snapshot: Snapshot) => Promise<string | null>
}

/** In which bytes are written and unpacked: in pieces of the usual 16 kB unpacking takes twice as long. */
const PIECE_BYTES = 1024 * 1024

/** What of snapshots lies beside a profile's file. */
function remains(profileFile: string): string[] {
  const [folder, stem] = [dirname(profileFile), stemOf(profileFile)]
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(stem)) : []
}
const stemOf = (profileFile: string): string => `${basename(profileFile, '.sqlite')}.snapshot`

/** Takes it from the disk; `but`: the one that is wanted. */
export function clearSnapshots(profileFile: string, but?: string): void {
  for (const name of remains(profileFile))
    if (but === undefined || !name.includes(but)) rmSync(join(dirname(profileFile), name), { force: true })
}

export function createSnapshotDownload(profileFile: string, client: SnapshotClient): SnapshotDownload {
  const stem = stemOf(profileFile)
  const partOf = (id: string): string => join(dirname(profileFile), `${stem}-${id}.part`)
  const file = join(dirname(profileFile), `${stem}.sqlite`)
  const clear = (): void => clearSnapshots(profileFile)
  let hashed: { readonly id: string; readonly hash: Hash; readonly bytes: number } | null = null

  /** The hash of what is here already; read again when this process has not written it. */
  async function resume(id: string, bytes: number): Promise<Hash> {
    if (hashed?.id === id && hashed.bytes === bytes) return hashed.hash
    const hash = createHash('sha256')
    if (bytes > 0)
      for await (const chunk of createReadStream(partOf(id), { end: bytes - 1 })) hash.update(chunk as Buffer)
    return hash
  }

  return {
    begun: () =>
      remains(profileFile)
        .find((name) => name.endsWith('.part'))
        ?.slice(stem.length + 1, -'.part'.length) ?? null,
    run: async (snapshot, token, wanted) => {
      const { id } = snapshot
      clearSnapshots(profileFile, id)
      const part = partOf(id)
      let bytes = existsSync(part) ? statSync(part).size : 0
      if (bytes > snapshot.bytes) {
        clear()
        bytes = 0
      }
      const before = bytes
      const hash = await resume(id, bytes)
      if (bytes < snapshot.bytes) {
        const handle = await open(part, 'a')
        const gathered: Uint8Array[] = []
        let kept = bytes
        const keep = async (): Promise<void> => {
          const piece = Buffer.concat(gathered.splice(0))
          hash.update(piece)
          await handle.appendFile(piece)
          kept += piece.length
          hashed = { id, hash, bytes: kept }
        }
        try {
          const end = await client.bytes({ id, from: bytes }, token, async (chunk) => {
            bytes += chunk.length
            if (bytes > snapshot.bytes) return false
            gathered.push(chunk)
            if (bytes - kept >= PIECE_BYTES) await keep()
            return wanted(bytes)
          })
          await keep()
          if (!end.ok) return end
          if (end.value === 'gone' || bytes > snapshot.bytes) {
            clear()
            return ok('useless')
          }
        } finally {
          await handle.close()
        }
        if (bytes < snapshot.bytes) return ok(bytes > before ? 'left' : 'cut')
      }
      hashed = null
      if (hash.digest('hex') === id) return ok('whole')
      clear()
      return ok('useless')
    },
    unpack: async ({ id, fileBytes }) => {
      rmSync(file, { force: true })
      let bytes = 0
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          bytes += chunk.length
          next(bytes > fileBytes ? new Error('more than was told') : null, chunk)
        },
      })
      try {
        await pipeline(
          createReadStream(partOf(id), { highWaterMark: PIECE_BYTES }),
          createBrotliDecompress({ chunkSize: PIECE_BYTES }),
          counted,
          createWriteStream(file, { highWaterMark: 4 * PIECE_BYTES }),
        )
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
      }
      if (bytes !== fileBytes) {
        clear()
        return null
      }
      const handle = await open(file, 'r+')
      try {
        await handle.sync() // here, and not where a person's acts would wait for it
      } finally {
        await handle.close()
      }
      return file
    },
  }
}
