import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import type { SystemUser } from './system-user.ts'

/** Options under which PostgreSQL's programs run: their user, and none of our `PG*` variables. */
export function asUser(user: SystemUser): SpawnOptions {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
  return {
    env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    windowsHide: true,
    ...(user && { uid: user.uid, gid: user.gid }),
  }
}

/** Runs one of PostgreSQL's programs to its end; fails with what it said. */
export async function run(program: string, args: readonly string[], user: SystemUser): Promise<void> {
  const options = asUser(user)
  if (process.platform === 'win32') delete options.cwd
  await promisify(execFile)(program, [...args], options as object)
}

/**
 * Ends PostgreSQL if we end without having stopped it: the pipe to this little process closes when we die, however that happens.
 * Where there is no `sh`, the next start deals with what is left.
 */
export function watchOver(postmaster: ChildProcess): () => void {
  if (process.platform === 'win32' || postmaster.pid === undefined) return () => {}
  const watcher = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$0" 2>/dev/null', String(postmaster.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.unref()
  return () => watcher.kill('SIGKILL')
}
