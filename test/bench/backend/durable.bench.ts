import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { command, Desk, intake } from '#test/support/backend-node.ts'
import { fillForCrowd, killablePostgres, startNodeProcess } from '#test/support/backend-stage.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { type BenchResult, notHad } from '../result.ts'

const PROGRAM = join(import.meta.dirname, '../../support/register-until-killed.ts')
const PUSHES = 30
const DEVICE_MS = 3_000

/** A time in ms since the epoch. */
type Seen = { readonly at: number; readonly what: string }

/**
 * What the operating system is asked, seen by strace: before a person hears "saved", and before a push is answered, a file was
 * synced to the disk since the one before. Counts the acknowledgements for which it was not.
 */
export async function benchDurable(): Promise<BenchResult[]> {
  if (spawnSync('strace', ['-V']).status !== 0)
    return ['durable-device', 'durable-backend'].map((name) => notHad(name, 'not synced', 0, 'there is no strace'))
  return [await device(), await backend()]
}

async function device(): Promise<BenchResult> {
  const folder = tempFolder('durable')
  const log = join(folder.path, 'strace.log')
  const args = ['-f', '-ttt', '-e', 'trace=fsync,fdatasync,write', '-o', log, process.execPath, PROGRAM]
  const traced = spawn('strace', [...args, join(folder.path, 'profile.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const exit = once(traced, 'exit')
  traced.stdout.resume()
  await once(traced.stdout, 'data')
  await sleep(DEVICE_MS)
  // Both of them: strace alone would leave the program running.
  process.kill(-(traced.pid ?? 0), 'SIGKILL')
  await exit
  const seen = readTrace(log)
  folder.remove()
  let [synced, unsynced, acknowledged] = [false, 0, 0]
  for (const { what } of seen) {
    if (/^f(data)?sync\(/.test(what)) synced = true
    if (!/^write\(1, "[0-9a-f]{8}-/.test(what)) continue
    acknowledged += 1
    if (!synced) unsynced += 1
    synced = false
  }
  return told('durable-device', unsynced, acknowledged, 'cases named as saved by the data process')
}

async function backend(): Promise<BenchResult> {
  const folder = tempFolder('durable')
  const log = join(folder.path, 'strace.log')
  const postgres = await killablePostgres()
  const ends: (() => Promise<void>)[] = [postgres.remove]
  try {
    await fillForCrowd(postgres.directUrl())
    const node = await startNodeProcess(postgres.directUrl())
    ends.push(node.stop)
    const desk = await Desk.signIn(node.url)
    await desk.push([command('case.register', intake())])
    const pids = spawnSync('pgrep', ['-P', String(postgres.pid()), '-d', ','], { encoding: 'utf8' }).stdout.trim()
    const traced = spawn(
      'strace',
      ['-f', '-ttt', '-e', 'trace=fsync,fdatasync', '-o', log, '-p', `${postgres.pid()},${pids}`],
      {
        stdio: 'ignore',
      },
    )
    const exit = once(traced, 'exit')
    await sleep(1_000)
    const pushes: { sent: number; answered: number }[] = []
    for (let i = 0; i < PUSHES; i++) {
      const sent = Date.now()
      await desk.push([command('case.register', intake())])
      pushes.push({ sent, answered: Date.now() + 1 })
      await sleep(20)
    }
    traced.kill('SIGINT')
    await exit
    const syncs = readTrace(log).filter(({ what }) => /f(data)?sync/.test(what))
    const unsynced = pushes.filter(({ sent, answered }) => !syncs.some(({ at }) => at >= sent && at <= answered))
    return told('durable-backend', unsynced.length, pushes.length, 'pushes answered by a node on PostgreSQL')
  } finally {
    for (const end of ends.reverse()) await end()
    folder.remove()
  }
}

/** Lines of `strace -f -ttt`: process, time, call. */
function readTrace(file: string): Seen[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, at, what] = /^\d+\s+(\d+\.\d+) (.*)$/.exec(line) ?? []
      return at === undefined || what === undefined ? [] : [{ at: Number(at) * 1000, what }]
    })
}

const told = (name: string, unsynced: number, acknowledged: number, about: string): BenchResult => ({
  name,
  unit: 'not synced',
  figure: unsynced,
  limit: null,
  ratio: null,
  better: 'lower',
  goal: 0,
  goalOn: 'figure',
  ok: acknowledged > 0 && unsynced === 0,
  p50: null,
  p95: null,
  limitP50: null,
  n: acknowledged,
  about,
})
