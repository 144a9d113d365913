import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder in memory where the machine has one: real files, and no waiting for a disk whose failures are not simulated here. */
export function fastFolder(name: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(inMemory() ?? tmpdir(), `skranke-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}

function inMemory(): string | null {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return null
  }
}
