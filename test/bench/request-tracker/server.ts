import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#backend/lib/free-port.ts'
import { end } from '../sync/source.ts'
import { type Database, perlEnv } from './perl.ts'

const PATIENCE_MS = 120_000
const WORKERS = 2

export type Server = { readonly url: string; readonly stop: () => Promise<void> }

/** Request Tracker's own server on loopback, over a database that is ready: an ordinary process of ours with two workers. */
export async function startServer(root: string, database: Database): Promise<Server> {
  const port = await freePort()
  const server = spawn(
    'perl',
    [
      join(root, 'usr/share/request-tracker5/libexec/rt-server'),
      '--server=Starman',
      '--host=127.0.0.1',
      `--port=${port}`,
      `--workers=${WORKERS}`,
      '--disable-keepalive',
    ],
    { cwd: root, env: perlEnv(root, database, port), stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let told = ''
  server.stderr.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-2000)))
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(200)) {
    if (server.exitCode !== null) throw new Error(`Request Tracker ended: ${told}`)
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (answer === null) continue
    await answer.arrayBuffer()
    return { url, stop: () => end(server) }
  }
  await end(server)
  throw new Error(`Request Tracker did not answer within ${PATIENCE_MS / 1000} s: ${told}`)
}
