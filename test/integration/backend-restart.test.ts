import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clusterFolder } from '#backend/postgres/place.ts'
import { systemUser } from '#backend/postgres/system-user.ts'
import { command, Desk, intake } from '#test/support/backend-node.ts'
import { bounded, eventually } from '#test/support/bounded.ts'
import { type TempFolder, tempFolder } from '#test/support/temp-folder.ts'

const ROOT = join(import.meta.dirname, '..', '..')
let folder: TempFolder
let started: ChildProcess[]

beforeEach(() => {
  folder = tempFolder('restart')
  started = []
})
afterEach(async () => {
  for (const child of started) await end(child, 'SIGTERM')
  folder.remove()
})

/** The program as people start it. */
async function start(dataDir: string, demo = '0'): Promise<{ child: ChildProcess; url: string }> {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'backend/main.ts'), '--data', dataDir], {
    env: { ...env, SKRANKE_LOG: 'silent', SKRANKE_DEMO: demo },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  const url = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const found = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  return { child, url: await bounded('the start', 60_000, url) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await bounded('the end', 30_000, exit)
}

const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(clusterFolder(dataDir, systemUser()), 'data/postmaster.pid'), 'utf8').split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('what was acknowledged is there after the backend was killed, and its PostgreSQL does not outlive it', async () => {
  const dataDir = join(folder.path, 'data')
  const first = await start(dataDir, '1')
  const desk = await Desk.signIn(first.url)
  const args = intake()
  const { results, epoch } = await desk.push([command('case.register', args)])
  const postmaster = postmasterOf(dataDir)
  await end(first.child, 'SIGKILL')
  await eventually('the end of PostgreSQL', async () => (isAlive(postmaster) ? undefined : true))

  const second = await start(dataDir)
  const again = await Desk.signIn(second.url, 'kari', desk.deviceId)
  expect((await again.rows('serviceCase')).find((row) => row.id === args.caseId)?.contactName).toBe('Marit Lunde')
  expect(await again.pull()).toMatchObject({
    epoch,
    next: results[0]?.status === 'accepted' ? results[0].position : -1,
  })
})

test('a start right after a kill takes the folder over, a power failure of PostgreSQL included', async () => {
  const dataDir = join(folder.path, 'data')
  const first = await start(dataDir, '1')
  const desk = await Desk.signIn(first.url)
  const args = intake()
  await desk.push([command('case.register', args)])
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  await end(first.child, 'SIGKILL')

  const second = await start(dataDir)
  const again = await Desk.signIn(second.url)
  expect((await again.rows('serviceCase')).map((row) => row.id)).toContain(args.caseId)
})

test('a second backend on the same folder says so and leaves the first alone', async () => {
  const dataDir = join(folder.path, 'data')
  const first = await start(dataDir)
  await expect(start(dataDir)).rejects.toThrow(/Another backend is running/)
  expect((await fetch(`${first.url}/ready`)).status).toBe(200)
})

test('it starts in a folder that only its owner can reach, stops PostgreSQL when asked, and keeps its secrets to itself', async () => {
  const closed = join(folder.path, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o700)
  const dataDir = join(closed, 'data')
  const { child } = await start(dataDir)
  for (const secret of ['postgres-password', 'secret-key'])
    expect(statSync(join(dataDir, secret)).mode & 0o777).toBe(0o600)
  const postmaster = postmasterOf(dataDir)
  await end(child, 'SIGTERM')
  expect(child.exitCode).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
})
