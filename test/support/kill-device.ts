import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '#backend/demo/random.ts'
import { openDb } from '#db/client.ts'
import { allPending } from '#db/outbox.ts'
import { tempFolder } from './temp-folder.ts'

const PROGRAM = join(import.meta.dirname, 'register-until-killed.ts')
const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')

export type DeviceKills = {
  readonly acknowledged: number
  readonly missing: readonly string[]
  readonly intact: boolean
}

/**
 * Kills the process that works with a device's file, again and again on the same file, at random instants while it registers cases
 * as fast as it can. Every case that it named as saved must be there, and in the outbox.
 */
export async function killDevice(options: { readonly kills: number; readonly seed: number }): Promise<DeviceKills> {
  const folder = tempFolder('killed')
  const file = join(folder.path, 'profile.sqlite')
  const random = createRandom(options.seed)
  const acknowledged = new Set<string>()
  const missing = new Set<string>()
  let intact = true
  for (let kill = 0; kill < options.kills; kill++) {
    const child = spawn(process.execPath, [PROGRAM, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exit = once(child, 'exit')
    const lines = createInterface({ input: child.stdout })
    let first = true
    lines.on('line', (line) => {
      acknowledged.add(line)
      // From the first on: before it there is only the start of Node.
      if (first) void sleep(random.between(0, 60)).then(() => child.kill('SIGKILL'))
      first = false
    })
    const read = once(lines, 'close')
    await exit
    await read
    if (child.signalCode !== 'SIGKILL') throw new Error(`the process ended by itself with ${child.exitCode}`)
    const db = openDb({ file, migrations: MIGRATIONS })
    const pending = new Set(allPending(db).map(({ caseId }) => caseId))
    for (const id of acknowledged)
      if (!pending.has(id) || db.value('select 1 from service_case where id = ?', id) === undefined) missing.add(id)
    intact &&= db.value('pragma integrity_check') === 'ok'
    db.close()
  }
  folder.remove()
  return { acknowledged: acknowledged.size, missing: [...missing], intact }
}
