import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bounded } from './bounded.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const START_MS = 60_000
const STOP_MS = 15_000

export type BackendProcess = {
  readonly url: string
  readonly dataFolder: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts the real backend as its own process, with its embedded PostgreSQL below `dataFolder`. */
export async function startBackend(options: {
  readonly dataFolder: string
  readonly clock: string
}): Promise<BackendProcess> {
  const args = [join(ROOT, 'backend', 'main.ts'), '--port', '0', '--data', options.dataFolder]
  const { DATABASE_URL: _elsewhere, ...env } = process.env
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, SKRANKE_CLOCK: options.clock, SKRANKE_LOG: process.env.SKRANKE_LOG ?? 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = (): Promise<void> => end(child)
  try {
    const url = await bounded('the start of the backend', START_MS, listeningAddress(child))
    return { url, dataFolder: options.dataFolder, pid: child.pid ?? 0, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function listeningAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`the backend ended with ${signal ?? code}`)))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^listening on (http:\/\/\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
}

/** Asks it to stop, PostgreSQL included; ends it by force when it does not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await bounded('the stop of the backend', STOP_MS, exit).catch(async () => {
    child.kill('SIGKILL')
    await exit
  })
}
