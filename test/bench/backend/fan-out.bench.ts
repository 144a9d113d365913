import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { command, Desk, intake } from '#test/support/backend-node.ts'
import { fillForCrowd, killablePostgres, startNodeProcess, startProcess } from '#test/support/backend-stage.ts'
import { type BenchResult, percentile, round } from '../result.ts'

const CLIENTS = 1_000
const ENGINES = 100
const ROUNDS = 100
const WARM_UP = 8
const GOAL = 3

/** A client has this position, at this time in ms of the machine's one clock. */
export type Heard = { readonly position: number; readonly at: number }

/**
 * From the answer to a push until the last of 1,000 live clients of one node has the row: 100 of them real engines that commit it to
 * their files, the others readers of the stream. Against a bare server that writes the same text to 1,000 streams.
 */
export async function benchFanOut(): Promise<BenchResult[]> {
  const postgres = await killablePostgres()
  const ends: (() => Promise<void>)[] = [postgres.remove]
  try {
    await fillForCrowd(postgres.directUrl())
    const node = await startNodeProcess(postgres.directUrl())
    ends.push(node.stop)
    const desk = await Desk.signIn(node.url)
    const ours = await measureOurs(node.url, desk, ends)
    const bare = await startProcess(join(import.meta.dirname, 'fan-out-bare.ts'), [], {})
    ends.push(bare.stop)
    const limit = await measureBare(bare.url, ends)
    const [figure, bound] = [percentile(ours, 0.99), percentile(limit, 0.99)]
    const ratio = round(figure / bound)
    return [
      {
        name: 'fan-out',
        unit: 'ms',
        figure: round(figure),
        limit: round(bound),
        ratio,
        better: 'lower',
        goal: GOAL,
        goalOn: 'ratio',
        ok: ratio <= GOAL,
        p50: round(percentile(ours, 0.5)),
        p95: round(percentile(ours, 0.95)),
        limitP50: round(percentile(limit, 0.5)),
        n: ours.length,
        about: `p99 until the last of ${CLIENTS} clients has it, ${ENGINES} of them engines that commit; limit: bare server-sent events to ${CLIENTS} readers`,
      },
    ]
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function measureOurs(url: string, desk: Desk, ends: (() => Promise<void>)[]): Promise<number[]> {
  const tally = createTally(CLIENTS)
  const engines = fork(join(import.meta.dirname, 'fan-out-desks.ts'), [url, String(ENGINES)], {
    execPath: process.execPath,
  })
  ends.push(async () => {
    const exit = once(engines, 'exit')
    engines.kill('SIGKILL')
    await exit
  })
  await new Promise<void>((resolve, reject) => {
    engines.once('exit', (code) => reject(new Error(`the engines ended with ${code}`)))
    engines.on('message', (message) => (message === 'ready' ? resolve() : tally.heard(message as Heard)))
  })
  const close = await openReaders(url, CLIENTS - ENGINES, { authorization: `Bearer ${desk.token}` }, tally)
  const times = await rounds(tally, async () => {
    const { results } = await desk.push([command('case.register', intake())])
    return results[0]?.status === 'accepted' ? results[0].position : -1
  })
  close()
  return times
}

async function measureBare(url: string, ends: (() => Promise<void>)[]): Promise<number[]> {
  const tally = createTally(CLIENTS)
  const close = await openReaders(url, CLIENTS, {}, tally)
  ends.push(async () => close())
  // As long as what ours sends along for a registration.
  const rows = 'x'.repeat(1_600)
  return rounds(tally, async () => {
    const answer = await fetch(url, { method: 'POST', headers: { 'x-rows': rows } })
    return ((await answer.json()) as { position: number }).position
  })
}

async function rounds(tally: Tally, push: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    const position = await push()
    const accepted = nowMs()
    const last = await tally.all(position)
    if (i >= WARM_UP) times.push(Math.max(0.1, last - accepted))
    await sleep(100)
  }
  return times
}

type Tally = {
  readonly heard: (heard: Heard) => void
  /** When the last client had it. */
  readonly all: (position: number) => Promise<number>
}

function createTally(clients: number): Tally {
  // Positions rise by more than one: a client has all up to the one it heard of.
  const events: Heard[] = []
  let wake = () => {}
  return {
    heard: (heard) => {
      events.push(heard)
      wake()
    },
    all: async (position) => {
      for (;;) {
        const there = events.filter((event) => event.position >= position)
        if (there.length >= clients) {
          events.length = 0
          return Math.max(...there.map(({ at }) => at))
        }
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

/** Streams that are read and parsed, and nothing more. */
async function openReaders(
  url: string,
  count: number,
  headers: Record<string, string>,
  tally: Tally,
): Promise<() => void> {
  const agent = new Agent({ maxSockets: count })
  const open = Array.from(
    { length: count },
    () =>
      new Promise<() => void>((resolve, reject) => {
        const asking = request(new URL('/v1/live', url), { agent, headers }, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
            for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
              const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
              text = text.slice(end + 2)
              if (data) tally.heard({ position: (JSON.parse(data) as Heard).position, at: nowMs() })
            }
          })
          resolve(() => asking.destroy())
        })
        asking.on('error', reject).end()
      }),
  )
  const closers = await Promise.all(open)
  return () => {
    for (const close of closers) close()
    agent.destroy()
  }
}

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6
