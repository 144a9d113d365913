import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHARED_FOLDER } from './binaries.ts'
import { canReach, type SystemUser } from './system-user.ts'

const MARKER = 'postgres-folder'

/**
 * The folder that holds the cluster of a backend's data folder: inside it, or, where the user that PostgreSQL runs as cannot pass
 * through to it, one of its own under `/var/lib/skranke`, with a marker in the data folder that names it.
 */
export function clusterFolder(dataDir: string, user: SystemUser): string {
  mkdirSync(dataDir, { recursive: true })
  const marker = join(dataDir, MARKER)
  if (existsSync(marker)) return own(join(SHARED_FOLDER, readFileSync(marker, 'utf8').trim()), user)
  const inside = join(dataDir, 'postgres')
  if (existsSync(inside) || canReach(user, dataDir)) return own(inside, user)

  dropOrphans()
  const name = `cluster-${randomUUID()}`
  const folder = own(join(SHARED_FOLDER, name), user)
  writeFileSync(join(folder, 'belongs-to'), dataDir)
  writeFileSync(marker, name)
  return folder
}

function own(folder: string, user: SystemUser): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (user !== null) chownSync(folder, user.uid, user.gid)
  return folder
}

/** Clusters whose data folder is gone, or points elsewhere now. */
function dropOrphans(): void {
  if (!existsSync(SHARED_FOLDER)) return
  for (const name of readdirSync(SHARED_FOLDER).filter((entry) => entry.startsWith('cluster-'))) {
    const folder = join(SHARED_FOLDER, name)
    const home = read(join(folder, 'belongs-to'))
    if (home === undefined || read(join(home, MARKER)) === name) continue
    if (!existsSync(join(folder, 'data', 'postmaster.pid'))) rmSync(folder, { recursive: true, force: true })
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
