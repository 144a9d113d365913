import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type OwnBackend = { readonly url: string; readonly stop: () => Promise<void> }

const BACKEND = join(import.meta.dirname, '../../backend/main.ts')

/** Starts the embedded backend on a data folder, as the app does, for as long as the import runs. */
export async function startOwnBackend(dataFolder: string): Promise<OwnBackend> {
  const child = spawn(process.execPath, [BACKEND, '--port', '0', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await exit
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^listening on (http\S+)$/.exec(line)?.[1]
    if (url !== undefined) return { url, stop }
  }
  throw new Error('the backend ended before it listened')
}
