import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { EDITS } from '../sync/push.bench.ts'
import { end, said, type Source } from '../sync/source.ts'
import type { PeerFigures } from './peer.ts'

type Pair = {
  readonly packages: string
  /** Programs of this folder. */
  readonly server: string
  readonly client: string
  readonly serverArgs: (ownFolder: string) => readonly string[]
  /** Beside packages, URL, folder and edits. */
  readonly clientArgs?: readonly string[]
}

/** Runs a peer's server and then its client, each a process of its own; the client's last line says what it took. */
export async function clientAndServer(
  { folder }: Source,
  { packages, server: serverName, client: clientName, serverArgs, clientArgs = [] }: Pair,
): Promise<PeerFigures> {
  const own = (part: string): string => {
    const at = join(folder, part)
    mkdirSync(at, { recursive: true })
    return at
  }
  const run = (program: string, ...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, `${program}.ts`), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const server = run(serverName, ...serverArgs(own(serverName)))
  try {
    const url = await said(server, /^listening on (http:\S+)$/)
    const client = run(clientName, packages, url, own(clientName), String(EDITS), ...clientArgs)
    const told = JSON.parse(await said(client, /^(\{.*\})$/)) as { docs: number; fillMs: number; rates: number[] }
    const [first = 0, ...later] = told.rates
    return { fill: (told.docs / told.fillMs) * 1000, usableMs: told.fillMs, push: { first, later } }
  } finally {
    await end(server)
  }
}
