import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { EDITS } from '../sync/push.bench.ts'
import { end, said, type Source } from '../sync/source.ts'
import type { PeerFigures } from './peer.ts'

/** Runs a peer's server and then its client, each a process of its own; the client's last line says what it took. */
export async function clientAndServer(
  { folder }: Source,
  name: string,
  packages: string,
  serverArgs: (ownFolder: string) => readonly string[],
): Promise<PeerFigures> {
  const own = (part: string): string => {
    const at = join(folder, `${name}-${part}`)
    mkdirSync(at, { recursive: true })
    return at
  }
  const run = (part: string, ...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, `${name}-${part}.ts`), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const server = run('server', ...serverArgs(own('server')))
  try {
    const url = await said(server, /^listening on (http:\S+)$/)
    const client = run('client', packages, url, own('client'), String(EDITS))
    const told = JSON.parse(await said(client, /^(\{.*\})$/)) as { docs: number; fillMs: number; rates: number[] }
    const [first = 0, ...later] = told.rates
    return { fill: (told.docs / told.fillMs) * 1000, usableMs: told.fillMs, push: { first, later } }
  } finally {
    await end(server)
  }
}
