import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '#backend/demo/random.ts'
import { openDb } from '#db/client.ts'
import { MIGRATIONS } from '#test/support/synced-desk.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { Disk, type Unsynced } from './disk.ts'
import type { Durability } from './durability.ts'
import { type Call, readTrace, TRACED } from './trace.ts'

const PROGRAM = join(import.meta.dirname, '../../../support/register-until-killed.ts')
const WORK_MS = 3_000
/** As many failures of the power, spread over what was acknowledged; each with every fate of what was not synced. */
const FAILURES = 12
const FATES: readonly (() => Unsynced)[] = [() => 'dropped', () => createRandom(1), () => createRandom(2)]
const CALLS = 'trace=fsync,fdatasync,pwrite64,pwritev,write,ftruncate'

/** Cases are registered as fast as they go; at any that is named as saved the power may fail. */
export async function deviceDurability(): Promise<Durability> {
  const folder = tempFolder('durable')
  try {
    const calls = await traceWork(join(folder.path, 'profile.sqlite'), join(folder.path, 'strace.log'))
    const all = calls.filter(isNaming).length
    const every = Math.max(1, Math.floor(all / FAILURES))
    const [disk, forgetful] = [new Disk(isOfProfile), new Disk(isOfProfile)]
    const named: string[] = []
    let [unsynced, failures, lost, lostWithoutSync] = [0, 0, 0, 0]
    for (const call of calls) {
      if (!isNaming(call)) {
        disk.take(call)
        if (!call.name.endsWith('sync') || named.length === 0) forgetful.take(call)
        continue
      }
      named.push(...call.data.toString().trim().split('\n'))
      if (disk.unsynced() > 0) unsynced += 1
      if (named.length % every !== 0) continue
      failures += 1
      for (const fate of FATES) lost += missing(disk, fate(), named, folder.path)
      lostWithoutSync += missing(forgetful, 'dropped', named, folder.path)
    }
    return { acknowledged: named.length, unsynced, failures, lost, lostWithoutSync }
  } finally {
    folder.remove()
  }
}

async function traceWork(file: string, log: string): Promise<Call[]> {
  const traced = spawn('strace', [...TRACED, '-e', CALLS, '-o', log, process.execPath, PROGRAM, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const exit = once(traced, 'exit')
  traced.stdout.resume()
  await once(traced.stdout, 'data')
  await sleep(WORK_MS)
  // Both of them: strace alone would leave the program running.
  process.kill(-(traced.pid ?? 0), 'SIGKILL')
  await exit
  return readTrace(log).filter((call) => isNaming(call) || isOfProfile(call.path))
}

/** The log's index (`-shm`) is made anew from the log. */
const isOfProfile = (path: string): boolean => /profile\.sqlite(-wal)?$/.test(path)
const isNaming = ({ name, args, data }: Call): boolean =>
  name === 'write' && args.startsWith('1<') && /^[0-9a-f]{8}-/.test(data.toString('latin1', 0, 9))

/** What is not there when the next process opens what the disk holds. */
function missing(disk: Disk, unsynced: Unsynced, named: readonly string[], folder: string): number {
  const found = join(folder, 'found')
  rmSync(found, { recursive: true, force: true })
  mkdirSync(found)
  for (const [path, content] of disk.after(unsynced)) writeFileSync(join(found, basename(path)), content)
  const db = openDb({ file: join(found, 'profile.sqlite'), migrations: MIGRATIONS })
  try {
    const gone = named.filter(
      (id) => db.value('select 1 from service_case c join outbox o on o.case_id = c.id where c.id = ?', id) !== 1,
    )
    return gone.length + (db.value('pragma integrity_check') === 'ok' ? 0 : 1)
  } finally {
    db.close()
  }
}
