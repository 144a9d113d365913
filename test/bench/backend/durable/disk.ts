import { basename } from 'node:path'
import type { Random } from '#backend/demo/random.ts'
import type { Call } from './trace.ts'

/** What becomes of writes that were not synced when the power failed. */
export type Unsynced =
  /** None of them reached the disk. */
  | 'dropped'
  /** Some did, in whatever order. */
  | Random

type Write = { readonly from: number; readonly data: Buffer } | { readonly length: number }

/** The files of a program as its disk holds them: what was synced is there for sure, the rest may be. */
export class Disk {
  readonly #synced = new Map<string, Buffer>()
  readonly #waiting = new Map<string, Write[]>()
  readonly #only: (path: string) => boolean

  /** @param only files that matter */
  constructor(only: (path: string) => boolean, synced: ReadonlyMap<string, Buffer> = new Map()) {
    this.#only = only
    for (const [path, content] of synced) this.#synced.set(path, content)
  }

  take({ name, path, args, data }: Call): void {
    if (!this.#only(path)) return
    const last = Number(/(\d+)$/.exec(args)?.[1])
    if (name === 'pwrite64') this.#wait(path, { from: last, data })
    else if (name === 'ftruncate') this.#wait(path, { length: last })
    else if (name === 'fsync' || name === 'fdatasync') this.#sync(path)
    else throw new Error(`${name} of ${basename(path)} is not known to this disk`)
  }

  /** Writes of these files that a failure of the power could take now. */
  unsynced(): number {
    return [...this.#waiting.values()].reduce((sum, writes) => sum + writes.length, 0)
  }

  after(unsynced: Unsynced): ReadonlyMap<string, Buffer> {
    const files = new Map(this.#synced)
    if (unsynced !== 'dropped')
      for (const [path, writes] of this.#waiting)
        files.set(
          path,
          written(
            files.get(path),
            writes.filter(() => unsynced.chance(0.5)),
          ),
        )
    return files
  }

  #wait(path: string, write: Write): void {
    const waiting = this.#waiting.get(path)
    if (waiting === undefined) this.#waiting.set(path, [write])
    else waiting.push(write)
  }

  #sync(path: string): void {
    this.#synced.set(path, written(this.#synced.get(path), this.#waiting.get(path) ?? []))
    this.#waiting.delete(path)
  }
}

function written(before: Buffer | undefined, writes: readonly Write[]): Buffer {
  let length = before?.length ?? 0
  let most = length
  for (const write of writes) most = Math.max(most, 'length' in write ? write.length : write.from + write.data.length)
  const content = Buffer.alloc(most)
  before?.copy(content)
  for (const write of writes) {
    if ('length' in write) {
      content.fill(0, Math.min(length, write.length))
      length = write.length
    } else {
      write.data.copy(content, write.from)
      length = Math.max(length, write.from + write.data.length)
    }
  }
  return content.subarray(0, length)
}
