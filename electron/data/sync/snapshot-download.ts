import { createHash, type Hash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import type { SnapshotClient } from './snapshot-client.ts'
import { beginUnpacking, type Unpacking } from './unpacking.ts'

/**
 * The bytes of a snapshot on their way into a file beside the profile's, unpacked as they come. Laws:
 *  - What has come stays, over cuts and kills, and the rest is asked for from there on.
 *  - No file is handed on whose bytes do not have the hash that was told, and no more is unpacked than was told.
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
  /** What is whole, unpacked and on the disk; null: it was not what was told. @returns the file */
  readonly unpack: (snapshot: Snapshot) => Promise<string | null>
}

const PIECE_BYTES = 1024 * 1024

/** What has been done with the bytes that are here. */
type Going = { readonly id: string; readonly hash: Hash; readonly unpacking: Unpacking; bytes: number }

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
  const fileOf = (id: string): string => join(dirname(profileFile), `${stem}-${id}.sqlite`)
  let going: Going | null = null

  async function leave(): Promise<void> {
    const { unpacking } = going ?? {}
    going = null
    await unpacking?.leave()
  }

  async function clear(): Promise<void> {
    await leave()
    clearSnapshots(profileFile)
  }

  /** Where it stands; what another process has fetched is read again. */
  async function resume({ id, fileBytes }: Snapshot, bytes: number): Promise<Going> {
    if (going?.id === id && going.bytes === bytes) return going
    await leave()
    const next: Going = { id, hash: createHash('sha256'), unpacking: beginUnpacking(fileOf(id), fileBytes), bytes: 0 }
    going = next
    if (bytes > 0)
      for await (const piece of createReadStream(partOf(id), { end: bytes - 1, highWaterMark: PIECE_BYTES }))
        await take(next, piece as Buffer)
    return next
  }

  async function take(at: Going, piece: Buffer): Promise<void> {
    await at.unpacking.take(piece)
    at.hash.update(piece)
    at.bytes += piece.length
  }

  return {
    begun: () =>
      remains(profileFile)
        .find((name) => name.endsWith('.part'))
        ?.slice(stem.length + 1, -'.part'.length) ?? null,
    run: async (snapshot, token, wanted) => {
      const { id } = snapshot
      if (going?.id !== id) await leave()
      clearSnapshots(profileFile, id)
      const part = partOf(id)
      let bytes = existsSync(part) ? statSync(part).size : 0
      if (bytes > snapshot.bytes) {
        await clear()
        bytes = 0
      }
      const before = bytes
      const at = await resume(snapshot, bytes)
      if (bytes < snapshot.bytes) {
        const handle = await open(part, 'a')
        const gathered: Uint8Array[] = []
        const keep = async (): Promise<void> => {
          const piece = Buffer.concat(gathered.splice(0))
          await handle.appendFile(piece)
          await take(at, piece)
        }
        try {
          const end = await client.bytes({ id, from: bytes }, token, async (chunk) => {
            bytes += chunk.length
            if (bytes > snapshot.bytes) return false
            gathered.push(chunk)
            if (bytes - at.bytes >= PIECE_BYTES) await keep()
            return wanted(bytes)
          })
          await keep()
          if (!end.ok) return end
          if (end.value === 'gone' || bytes > snapshot.bytes) {
            await clear()
            return ok('useless')
          }
        } finally {
          await handle.close()
        }
        if (bytes < snapshot.bytes) return ok(bytes > before ? 'left' : 'cut')
      }
      if (at.hash.copy().digest('hex') === id) return ok('whole')
      await clear()
      return ok('useless')
    },
    unpack: async (snapshot) => {
      const { hash, unpacking } = await resume(snapshot, snapshot.bytes)
      let isWhole = hash.copy().digest('hex') === snapshot.id
      try {
        isWhole &&= await unpacking.end()
      } finally {
        await leave() // where there is no room for it now, it begins anew when it is tried again
      }
      if (!isWhole) {
        await clear()
        return null
      }
      const file = fileOf(snapshot.id)
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
