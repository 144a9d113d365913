import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folder for what is expensive to make and shared by all checkouts of one user: `SKRANKE_RUNTIME_CACHE`, or `~/.cache/skranke`. */
export function runtimeCache(): string {
  const folder = process.env.SKRANKE_RUNTIME_CACHE ?? join(homedir(), '.cache', 'skranke')
  mkdirSync(folder, { recursive: true })
  return folder
}
