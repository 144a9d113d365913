import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Snapshot } from '#shared/sync/wire.ts'

/** A snapshot as this node keeps it: `epoch` is that of its scope, `base` that of the database. */
export const Kept = Snapshot.extend({ base: z.uuid(), buildMs: z.number() })
export type Kept = z.infer<typeof Kept>

/** The snapshots in a folder: `ID.br` is one, `ID.json`, written last, says what it is. Anything else there is a remainder. */
export type Shelf = {
  readonly all: () => readonly Kept[]
  readonly path: (id: string) => string
  readonly add: (kept: Kept, from: string) => void
  readonly remove: (id: string) => void
}

export function openShelf(folder: string): Shelf {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = (id: string): string => join(folder, `${id}.br`)
  const told = (id: string): string => join(folder, `${id}.json`)
  const kept = new Map<string, Kept>()
  for (const name of readdirSync(folder)) {
    const found = read(folder, name)
    if (found !== null && existsSync(path(found.id))) kept.set(found.id, found)
  }
  for (const name of readdirSync(folder))
    if (!kept.has(name.split('.')[0] ?? '')) rmSync(join(folder, name), { force: true, recursive: true })
  return {
    all: () => [...kept.values()],
    path,
    add: (one, from) => {
      renameSync(from, path(one.id))
      writeFileSync(`${told(one.id)}.half`, JSON.stringify(one))
      renameSync(`${told(one.id)}.half`, told(one.id))
      kept.set(one.id, one)
    },
    remove: (id) => {
      kept.delete(id)
      rmSync(told(id), { force: true })
      try {
        rmSync(path(id), { force: true })
      } catch {
        // Somebody reads it, on a system that does not let it go: a remainder, gone at the next start.
      }
    },
  }
}

function read(folder: string, name: string): Kept | null {
  if (!name.endsWith('.json')) return null
  try {
    const found = Kept.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    return found.success && name === `${found.data.id}.json` ? found.data : null
  } catch {
    return null
  }
}
