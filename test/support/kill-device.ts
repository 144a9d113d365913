import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom, type Random } from '#backend/demo/random.ts'
import { openDb, type Db } from '#db/client.ts'
import { PEOPLE } from '#test/simulation/world/people.ts'
import { fillForCrowd, startNodeProcess } from './backend-stage.ts'
import { bounded } from './bounded.ts'
import { Colleague } from './colleague.ts'
import { judgeDevice } from './kill-device-judge.ts'
import { bundleKilledProgram } from './kill-device-program.ts'
import { MIGRATIONS } from './synced-desk.ts'
import { tempFolder } from './temp-folder.ts'
import { NAMED, type Saved } from './kill-device-saved.ts'

export type DeviceKills = {
  readonly kills: number
  readonly acknowledged: number
  /** Of these so many were refused in the end and are shown as conflicts. */
  readonly conflicts: number
  readonly violations: readonly string[]
}

const FINISH_MS = 60_000
/** From the first act on, so that most kills come while the device writes, sends and takes in. */
const LIFE_MS = 240
/** Every how many lives is killed at any instant from its very beginning on. */
const EARLY = 6
/** A colleague works on the same cases, and every so often gets there first. */
const COLLEAGUE_MS = 20
/** The whole file is read now and then; a quick look has to do between. */
const WHOLE_EVERY = 25

/**
 * Kills the data process, again and again in the same folder, at random instants while somebody works with it as fast as it answers
 * and it syncs with a node on PostgreSQL that others work with too. After each kill everything that was said to be saved since the
 * last one must be in its file; in the end everything must be in the backend's log or be shown as a conflict.
 */
export async function killDevice(options: {
  readonly kills: number
  readonly seed: number
  /** An empty database. */
  readonly databaseUrl: string
}): Promise<DeviceKills> {
  const random = createRandom(options.seed)
  const folder = tempFolder('killed')
  const userData = join(folder.path, 'profile')
  const file = join(userData, 'data', `${PEOPLE.kari.id}.sqlite`)
  const program = await bundleKilledProgram(folder.path)
  await fillForCrowd(options.databaseUrl)
  const node = await startNodeProcess(options.databaseUrl)
  const begin = (nth: number): Life => startLife([program, userData, MIGRATIONS, node.url, String(options.seed + nth)])
  const saved: Saved[] = []
  const violations: string[] = []
  const end = new AbortController()
  const others = workBeside(node.url, saved, random, end.signal)
  // The next is made ready while this one lives: the start of Node is not what is looked at.
  let next = begin(0)
  try {
    for (let nth = 1; nth <= options.kills; nth++) {
      const life = next
      next = begin(nth)
      const isEarly = nth % EARLY === 0
      life.say('begin')
      if (!isEarly) await Promise.race([life.first, life.ended])
      await sleep(random.between(0, LIFE_MS))
      const fresh = await life.kill()
      saved.push(...fresh)
      const known = nth > 1 || fresh.length > 0 ? openDb({ file, migrations: MIGRATIONS }) : undefined
      if (known === undefined) continue
      violations.push(...lookAt(known, fresh, nth % WHOLE_EVERY === 0))
      known.close()
    }
    end.abort()
    await others
    next.say('begin')
    next.say('finish')
    saved.push(...(await bounded('the last life of the device', FINISH_MS, next.ended)))
    const judged = await judgeDevice({ saved, file, databaseUrl: options.databaseUrl, nodeUrl: node.url })
    violations.push(...judged.violations)
    return { kills: options.kills, acknowledged: saved.length, conflicts: judged.conflicts, violations }
  } finally {
    end.abort()
    await next.kill()
    await others.catch(() => {})
    await node.stop()
    folder.remove()
  }
}

/** Each is where the device keeps what it was told to keep: waiting, confirmed, or a conflict. */
function lookAt(db: Db, fresh: readonly Saved[], wholly: boolean): string[] {
  const violations: string[] = []
  for (const { id, mark } of fresh) {
    const there = ['outbox', 'acknowledged', 'conflict'].some(
      (table) => db.value(`select 1 from ${table} where id = ? and args like ?`, id, `%${mark}%`) === 1,
    )
    if (!there) violations.push(`missing after a kill: ${id} ${mark}`)
  }
  const state = db.value(wholly ? 'pragma integrity_check' : 'pragma quick_check')
  if (state !== 'ok') violations.push(`the file is damaged: ${String(state)}`)
  return violations
}

type Life = {
  readonly say: (line: string) => void
  /** When something was first said to be saved. */
  readonly first: Promise<unknown>
  /** All that it named; fails when it ended with an error. */
  readonly ended: Promise<readonly Saved[]>
  readonly kill: () => Promise<readonly Saved[]>
}

function startLife(args: readonly string[]): Life {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit', 'pipe'] })
  const saved: Saved[] = []
  const exit = once(child, 'exit')
  child.stdin?.on('error', () => {}) // it is gone
  const lines = createInterface({ input: child.stdio[NAMED] as Readable })
  const first = once(lines, 'line').catch(() => {})
  lines.on('line', (line) => saved.push(JSON.parse(line) as Saved))
  const read = once(lines, 'close')
  const ended = (async () => {
    await exit
    await read
    if (child.exitCode !== 0 && child.signalCode !== 'SIGKILL')
      throw new Error(`the data process ended by itself with ${child.exitCode}`)
    return saved
  })()
  ended.catch(() => {}) // thrown where it is waited for
  return {
    say: (line) => void child.stdin?.write(`${line}\n`),
    first,
    ended,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** A colleague charges and waives what the killed device works on, so that its rows change under its pending commands. */
async function workBeside(url: string, saved: readonly Saved[], random: Random, end: AbortSignal): Promise<void> {
  const colleague = await Colleague.signIn(url, 'astrid')
  while (!end.aborted) {
    await sleep(COLLEAGUE_MS)
    const recent = saved.slice(-6)
    if (recent.length === 0) continue
    const { caseId } = random.pick(recent)
    const now = new Date().toISOString()
    const name = random.pick(['fee.charge', 'fee.waive', 'case.note'] as const)
    if (name === 'case.note') await colleague.send(name, { caseId, text: 'Ringte kunden' }, now)
    else await colleague.send(name, { caseId, amount: 45_000, reason: 'Avtalt' }, now)
  }
}
